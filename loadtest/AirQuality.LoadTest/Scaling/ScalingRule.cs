namespace AirQuality.LoadTest.Scaling;

/// <summary>
/// A policy at work, as EC2 Auto Scaling's simple scaling does it: two alarms over one-minute averages, which act each minute for as long as
/// they last, and a cooldown after each change (Amazon EC2 Auto Scaling user guide, Simple scaling; CloudWatch user guide, Alarm actions).
/// </summary>
internal sealed class ScalingRule(ScalingPolicy policy)
{
    private int _above;
    private int _below;
    private DateTimeOffset? _changed;

    /// <summary>Takes the average of the last minute.</summary>
    /// <param name="minuteEnd">When that minute ended.</param>
    /// <param name="averageCpuPercent">The average over the instances that are measured; null where none was, which breaks both alarms' runs.</param>
    /// <param name="desired">How many instances the group wants now.</param>
    /// <returns>By how many instances to change: −1, 0 or 1.</returns>
    public int Observe(DateTimeOffset minuteEnd, double? averageCpuPercent, int desired)
    {
        _above = averageCpuPercent > policy.ScaleOutAbovePercent ? _above + 1 : 0;
        _below = averageCpuPercent < policy.ScaleInBelowPercent ? _below + 1 : 0;
        var change = _above >= policy.ScaleOutMinutes ? 1 : _below >= policy.ScaleInMinutes ? -1 : 0;
        if (change == 0 || desired + change < policy.Min || desired + change > policy.Max || minuteEnd < _changed + policy.Cooldown)
            return 0;
        _changed = minuteEnd;
        return change;
    }
}
