namespace AirQuality.TimestreamLocal.Faults;

/// <summary>A script from its beginning on; not for several threads at once.</summary>
internal sealed class FaultRun
{
    private readonly FaultScript _script;
    private readonly RuleState[] _rules;
    private readonly Random _random;

    /// <summary>Starts a script.</summary>
    public FaultRun(FaultScript script)
    {
        _script = script;
        _random = new Random(script.Seed);
        _rules = [.. script.Rules.Select(rule => new RuleState(rule))];
    }

    /// <summary>The rule that hits the next request of an operation; null where none does.</summary>
    public FaultRule? Next(string operation)
    {
        FaultRule? hit = null;
        foreach (var state in _rules.Where(state => state.IsFor(operation)))
        {
            // Every rule of the operation draws, whoever hits: a rule's chance does not hang on those before it.
            bool hits = state.IsHit(_random.NextDouble());
            if (hit is null && hits)
                hit = state.Take();
        }

        return hit;
    }

    /// <summary>The script, and how often each rule has hit.</summary>
    public FaultReport Report() => new(_script, [.. _rules.Select(state => state.Hits)]);

    private sealed class RuleState(FaultRule rule)
    {
        private int _seen;

        public int Hits { get; private set; }

        public bool IsFor(string operation) => rule.IsFor(operation);

        public bool IsHit(double chance) => _seen++ >= rule.Skip && (rule.Count is not { } most || Hits < most) && chance < rule.Rate;

        public FaultRule Take()
        {
            Hits++;
            return rule;
        }
    }
}

/// <summary>A script and what it has done.</summary>
/// <param name="Script">The script.</param>
/// <param name="Hits">For each of its rules, in order, how many requests it has hit.</param>
internal sealed record FaultReport(FaultScript Script, IReadOnlyList<int> Hits);
