using AirQuality.LoadTest.Scaling;

namespace AirQuality.LoadTest.Simulation.Policies;

/// <summary>
/// Target tracking: out in proportion to the excess, counted from the instances that are warm; in gently, by one, never so far that the rest would
/// be above the target, and not while one warms up (Amazon EC2 Auto Scaling user guide, Target tracking). After a step in, its low alarm needs its
/// minutes anew: not documented, but in the first report's run the steps in are 14 minutes apart while the average never left the alarm.
/// </summary>
internal sealed class TargetTrackingScaler(ScalingPolicy policy) : Scaler
{
    private Alarm _high = new(policy.ScaleOutMinutes);
    private Alarm _low = new(policy.ScaleInMinutes);

    /// <inheritdoc/>
    public override int Observe(DateTimeOffset now, double? cpuPercent, GroupView group)
    {
        var high = _high.Observe(cpuPercent > policy.ScaleOutAbovePercent);
        var low = _low.Observe(cpuPercent < policy.ScaleInBelowPercent);
        var needed = (int)Math.Ceiling(group.Warm * (cpuPercent ?? 0) / policy.ScaleOutAbovePercent);
        if (high)
            return Math.Max(0, Math.Min(needed, policy.Max) - group.Desired);
        if (!low || group.IsGrowing || group.Desired <= Math.Max(needed, policy.Min))
            return 0;
        _low.Reset();
        return -1;
    }
}
