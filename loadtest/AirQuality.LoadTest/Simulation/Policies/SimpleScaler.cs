using AirQuality.LoadTest.Scaling;

namespace AirQuality.LoadTest.Simulation.Policies;

/// <summary>Simple scaling: the rule that the local group follows too.</summary>
internal sealed class SimpleScaler(ScalingPolicy policy) : Scaler
{
    private readonly ScalingRule _rule = new(policy);

    /// <inheritdoc/>
    public override int Observe(DateTimeOffset now, double? cpuPercent, GroupView group) => _rule.Observe(now, cpuPercent, group.Desired);
}
