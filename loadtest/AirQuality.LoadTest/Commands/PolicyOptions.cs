using System.CommandLine;
using System.Globalization;
using AirQuality.LoadTest.Scaling;
using AirQuality.LoadTest.Simulation;
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

    private readonly Option<double> _outAbove = NumberOption.Real("--out-above", "The group grows above this CPU, percent …", _default.ScaleOutAbovePercent, 0.1, 100);
    private readonly Option<int> _outMinutes = NumberOption.Whole("--out-minutes", "… for so many minutes in a row.", _default.ScaleOutMinutes, 1, 1_440);
    private readonly Option<double> _inBelow = NumberOption.Real("--in-below", "The group shrinks below this CPU, percent …", _default.ScaleInBelowPercent, 0, 100);
    private readonly Option<int> _inMinutes = NumberOption.Whole("--in-minutes", "… for so many minutes in a row.", _default.ScaleInMinutes, 1, 1_440);
    private readonly Option<TimeSpan?> _cooldown = Duration.Option("--cooldown", "How long after a change nothing is changed; simple scaling only.", _default.Cooldown, TimeSpan.Zero);
    private readonly Option<int> _min = NumberOption.Whole("--min", "Instances at least.", _default.Min, 1, GroupParameters.MostInstances);
    private readonly Option<int> _max = NumberOption.Whole("--max", "Instances at most.", _default.Max, 1, GroupParameters.MostInstances);

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
            Cooldown = parsed.GetValue(_cooldown) ?? _default.Cooldown,
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
