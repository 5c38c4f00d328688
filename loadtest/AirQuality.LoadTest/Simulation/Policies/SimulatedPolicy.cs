using System.Globalization;
using AirQuality.LoadTest.Scaling;

namespace AirQuality.LoadTest.Simulation.Policies;

/// <summary>A policy to be tried.</summary>
/// <param name="Kind">How it acts.</param>
/// <param name="Rule">Its figures.</param>
internal sealed record SimulatedPolicy(PolicyKind Kind, ScalingPolicy Rule)
{
    /// <summary>Target tracking's low alarm is at so much of the target: 42 for 60.</summary>
    private const double LowPerTarget = 0.7;

    /// <summary>As many instances as that, always.</summary>
    public static SimulatedPolicy Constant(int instances) => new(PolicyKind.Simple, new ScalingPolicy { Min = instances, Max = instances });

    /// <summary>A target, with the alarms that AWS derives from it: above it for 3 minutes, below 70 % of it for 15.</summary>
    public static SimulatedPolicy Tracking(double targetPercent, int min, int max) => new(
        PolicyKind.TargetTracking,
        new ScalingPolicy { ScaleOutAbovePercent = targetPercent, ScaleOutMinutes = 3, ScaleInBelowPercent = targetPercent * LowPerTarget, ScaleInMinutes = 15, Cooldown = TimeSpan.Zero, Min = min, Max = max });

    /// <summary>The policy in a line.</summary>
    public string Name => this switch
    {
        { Rule: { Min: var min, Max: var max } } when min == max => Text($"constant {min}"),
        { Kind: PolicyKind.TargetTracking } => Text($"target {Rule.ScaleOutAbovePercent:0.#} %, {Rule.Min}..{Rule.Max}"),
        { Kind: PolicyKind.Step } => Text($"step {Alarms}, {Rule.Min}..{Rule.Max}"),
        _ => Text($"simple {Alarms}, cooldown {Rule.Cooldown.TotalSeconds:0} s, {Rule.Min}..{Rule.Max}"),
    };

    private string Alarms => Text($">{Rule.ScaleOutAbovePercent:0.#} % {Rule.ScaleOutMinutes} min, <{Rule.ScaleInBelowPercent:0.#} % {Rule.ScaleInMinutes} min");

    /// <summary>The policy, ready to act.</summary>
    public Scaler Start() => Kind switch
    {
        PolicyKind.Simple => new SimpleScaler(Rule),
        PolicyKind.Step => new StepScaler(Rule),
        _ => new TargetTrackingScaler(Rule),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
