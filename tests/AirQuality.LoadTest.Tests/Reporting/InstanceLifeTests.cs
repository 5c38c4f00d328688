using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Reporting.Measured;

namespace AirQuality.LoadTest.Tests.Reporting;

public sealed class InstanceLifeTests
{
    private static readonly DateTimeOffset _start = new(2023, 12, 21, 17, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_AWholeLife_StartsAtTheLastLookWhilePendingAndLeavesWhenDraining()
    {
        var life = Assert.Single(InstanceLife.Of([At(0, "a", "pending"), At(5, "a", "pending"), At(200, "a", "running"), At(300, "a", "draining"), At(310, "a", "terminated")]));

        Assert.Equal((_start.AddSeconds(5), true), (life.Started, life.SeenStarting));
        Assert.Equal((_start.AddSeconds(300), _start.AddSeconds(310)), (life.LeftService, life.Stopped));
    }

    [Fact]
    public void Of_OneThatRanBefore_StartsWhenFirstSeen()
    {
        var life = Assert.Single(InstanceLife.Of([At(0, "a", "running"), At(5, "a", "running")]));

        Assert.Equal((_start, false), (life.Started, life.SeenStarting));
        Assert.Null(life.LeftService);
        Assert.Null(life.Stopped);
    }

    [Fact]
    public void InService_OneThatIsNotSeenAgain_IsNotCountedOn()
    {
        var steps = InstanceLife.InService(InstanceLife.Of([At(0, "a", "running"), At(0, "b", "running"), At(30, "b", "running"), At(600, "a", "running")]));

        Assert.Equal([(_start, 2), (_start.AddSeconds(30), 1)], steps);
    }

    [Fact]
    public void InService_OneThatNeverRan_IsNotCounted()
    {
        var steps = InstanceLife.InService(InstanceLife.Of([At(0, "a", "running"), At(5, "b", "pending"), At(9, "b", "terminated")]));

        Assert.Equal([(_start, 1)], steps);
    }

    private static InstanceSample At(double second, string id, string state) => new(_start.AddSeconds(second), id, state, null, null);
}
