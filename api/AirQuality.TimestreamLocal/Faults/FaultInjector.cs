namespace AirQuality.TimestreamLocal.Faults;

/// <summary>Decides which requests a script hits.</summary>
internal sealed class FaultInjector
{
    private readonly Lock _lock = new();
    private readonly RuleState[] _rules;
    private readonly Random _random;

    /// <summary>Starts a script from its beginning.</summary>
    public FaultInjector(FaultScript script)
    {
        _random = new Random(script.Seed);
        _rules = [.. script.Rules.Select(rule => new RuleState(rule))];
    }

    /// <summary>The rule that hits the next request of an operation; null where none does.</summary>
    public FaultRule? Next(string operation)
    {
        lock (_lock)
        {
            FaultRule? hit = null;
            foreach (var state in _rules.Where(state => state.IsFor(operation)))
            {
                bool hits = state.Hits(_random.NextDouble());
                if (hit is null && hits)
                    hit = state.Take();
            }

            return hit;
        }
    }

    private sealed class RuleState(FaultRule rule)
    {
        private int _seen;
        private int _hits;

        public bool IsFor(string operation) => rule.Operation is null || rule.Operation == operation;

        public bool Hits(double chance) => _seen++ >= rule.Skip && (rule.Count is not { } most || _hits < most) && chance < rule.Rate;

        public FaultRule Take()
        {
            _hits++;
            return rule;
        }
    }
}
