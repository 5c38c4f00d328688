using AirQuality.LoadTest.Scaling;

namespace AirQuality.LoadTest.Tests.Scaling;

public sealed class ScalingRuleTests
{
    private static readonly DateTimeOffset _start = new(2023, 12, 21, 17, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Observe_ThreeMinutesAbove_GrowsOnceAndAgainAfterTheCooldown()
    {
        Assert.Equal([0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0], Changes(Enumerable.Repeat<double?>(90, 15)));
    }

    [Fact]
    public void Observe_ExactlyTheThresholds_DoesNothing()
    {
        Assert.DoesNotContain(1, Changes(Enumerable.Repeat<double?>(60, 60)));
        Assert.DoesNotContain(-1, Changes(Enumerable.Repeat<double?>(42, 60), desired: 5));
    }

    [Fact]
    public void Observe_OneMinuteWithin_BeginsTheRunAnew()
    {
        Assert.Equal([0, 0, 0, 0, 0, 1], Changes([61, 61, 59, 61, 61, 61]));
        Assert.Equal([0, 0, 0, 0, 0, 1], Changes([61, 61, null, 61, 61, 61]));
    }

    [Fact]
    public void Observe_FifteenMinutesBelow_ShrinksToTheLeast()
    {
        var changes = Changes(Enumerable.Repeat<double?>(5, 40), desired: 3);

        Assert.Equal([14, 17], changes.Index().Where(change => change.Item == -1).Select(change => change.Index));
    }

    private static List<int> Changes(IEnumerable<double?> minutes, int desired = 1)
    {
        var rule = new ScalingRule(new ScalingPolicy());
        var changes = new List<int>();
        foreach (var (index, cpu) in minutes.Index())
        {
            var change = rule.Observe(_start.AddMinutes(index + 1), cpu, desired);
            desired += change;
            changes.Add(change);
        }
        return changes;
    }
}
