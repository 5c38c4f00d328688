using AirQuality.LoadTest.Scaling;

namespace AirQuality.LoadTest.Simulation.Policies;

/// <summary>
/// Step scaling with one step of ±1 for each alarm: while an instance warms up, the step it stands for has been taken, and nothing is taken away
/// (Amazon EC2 Auto Scaling user guide, Step scaling, Instance warmup). There is no cooldown.
/// </summary>
internal sealed class StepScaler(ScalingPolicy policy) : Scaler
{
    private Alarm _high = new(policy.ScaleOutMinutes);
    private Alarm _low = new(policy.ScaleInMinutes);

    /// <inheritdoc/>
    public override int Observe(DateTimeOffset now, double? cpuPercent, GroupView group)
    {
        var high = _high.Observe(cpuPercent > policy.ScaleOutAbovePercent);
        var low = _low.Observe(cpuPercent < policy.ScaleInBelowPercent);
        if (group.IsGrowing)
            return 0;
        return high && group.Desired < policy.Max ? 1 : low && group.Desired > policy.Min ? -1 : 0;
    }
}
