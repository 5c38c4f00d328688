using AirQuality.LoadTest.Scaling;
using AirQuality.LoadTest.Simulation.Policies;

namespace AirQuality.LoadTest.Simulation.Sweeping;

/// <summary>The policies that a sweep tries, in a fixed order.</summary>
internal static class PolicyGrid
{
    private static readonly double[] _outAbove = [30, 40, 50, 60, 70, 80];
    private static readonly int[] _outMinutes = [1, 2, 3, 5];
    private static readonly double[] _inPerOut = [0.5, 0.7];
    private static readonly int[] _inMinutes = [5, 10, 15, 30];
    private static readonly int[] _cooldownSeconds = [60, 150, 300];
    private static readonly double[] _targets = [30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80];

    /// <summary>Every constant number up to the most, and every policy of each kind with a least of 1 to 3.</summary>
    public static IReadOnlyList<SimulatedPolicy> UpTo(int max) =>
    [
        .. Enumerable.Range(1, max).Select(SimulatedPolicy.Constant),
        .. Enumerable.Range(1, Math.Min(3, max - 1)).SelectMany(min => Elastic(min, max)),
    ];

    private static IEnumerable<SimulatedPolicy> Elastic(int min, int max)
    {
        foreach (var target in _targets)
            yield return SimulatedPolicy.Tracking(target, min, max);
        foreach (var rule in Rules(min, max))
        {
            yield return new(PolicyKind.Step, rule with { Cooldown = TimeSpan.Zero });
            foreach (var cooldown in _cooldownSeconds)
                yield return new(PolicyKind.Simple, rule with { Cooldown = TimeSpan.FromSeconds(cooldown) });
        }
    }

    private static IEnumerable<ScalingPolicy> Rules(int min, int max) =>
        from outAbove in _outAbove
        from outMinutes in _outMinutes
        from inPerOut in _inPerOut
        from inMinutes in _inMinutes
        select new ScalingPolicy
        {
            ScaleOutAbovePercent = outAbove,
            ScaleOutMinutes = outMinutes,
            ScaleInBelowPercent = outAbove * inPerOut,
            ScaleInMinutes = inMinutes,
            Min = min,
            Max = max,
        };
}
