using System.CommandLine;
using System.Globalization;
using AirQuality.LoadTest.Scaling;
using AirQuality.LoadTest.Simulation.Policies;

namespace AirQuality.LoadTest.Commands;

/// <summary>The options that say which policy is simulated.</summary>
internal sealed class PolicyOptions
{
    private static readonly ScalingPolicy _default = new();

    private readonly Option<string> _kind = new("--policy")
    {
        Description = "simple: two alarms and a cooldown · step: two alarms and the warm-up · target-tracking: --out-above is the target, its alarms follow from it.",
        HelpName = "kind",
        DefaultValueFactory = _ => "simple",
    };

    private readonly Option<double> _outAbove = NumberOption.Create("--out-above", _default.ScaleOutAbovePercent, "The group grows above this CPU, percent …", above: 0);
    private readonly Option<int> _outMinutes = NumberOption.CreateCount("--out-minutes", _default.ScaleOutMinutes, "… for so many minutes in a row.");
    private readonly Option<double> _inBelow = NumberOption.Create("--in-below", _default.ScaleInBelowPercent, "The group shrinks below this CPU, percent …");
    private readonly Option<int> _inMinutes = NumberOption.CreateCount("--in-minutes", _default.ScaleInMinutes, "… for so many minutes in a row.");
    private readonly Option<TimeSpan> _cooldown = SpanOption.Create("--cooldown", _default.Cooldown, "How long after a change nothing is changed; simple scaling only.");
    private readonly Option<int> _min = NumberOption.CreateCount("--min", _default.Min, "Instances at least.");
    private readonly Option<int> _max = NumberOption.CreateCount("--max", _default.Max, "Instances at most.");

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        _kind.AcceptOnlyFromAmong("simple", "step", "target-tracking");
        foreach (var option in (Option[])[_kind, _outAbove, _outMinutes, _inBelow, _inMinutes, _cooldown, _min, _max])
            command.Options.Add(option);
    }

    /// <summary>The policy.</summary>
    /// <exception cref="LoadTestException">Its figures contradict each other.</exception>
    public SimulatedPolicy Policy(ParseResult parsed)
    {
        var rule = new ScalingPolicy
        {
            ScaleOutAbovePercent = parsed.GetValue(_outAbove),
            ScaleOutMinutes = parsed.GetValue(_outMinutes),
            ScaleInBelowPercent = parsed.GetValue(_inBelow),
            ScaleInMinutes = parsed.GetValue(_inMinutes),
            Cooldown = parsed.GetValue(_cooldown),
            Min = parsed.GetValue(_min),
            Max = parsed.GetValue(_max),
        };
        if (rule.Max < rule.Min)
            throw new LoadTestException(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"--max {rule.Max} is less than --min {rule.Min}."));
        var kind = parsed.GetValue(_kind);
        if (kind != "target-tracking" && rule.ScaleInBelowPercent > rule.ScaleOutAbovePercent)
            throw new LoadTestException(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"--in-below {rule.ScaleInBelowPercent} is above --out-above {rule.ScaleOutAbovePercent}: the group would grow and shrink at once."));
        return kind switch
        {
            "target-tracking" => SimulatedPolicy.Tracking(rule.ScaleOutAbovePercent, rule.Min, rule.Max),
            "step" => new(PolicyKind.Step, rule),
            _ => new(PolicyKind.Simple, rule),
        };
    }
}
