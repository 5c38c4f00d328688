using AirQuality.Core.Cycle;
using AirQuality.Jobs.Engine;

namespace AirQuality.Jobs.Tests.Engine;

public sealed class CycleLoopTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly CycleLoop _loop = new(Every, TimeProvider.System);

    // O9: the report's program printed exceptions and went on at the same beat for ever.
    [Fact]
    public void O9_FailuresInARow_DoubleThePauseUpToAQuarterOfAnHour()
    {
        var pauses = Enumerable.Range(0, 12).Select(_ => _loop.PauseAfter(Report(CycleState.Failed)).TotalSeconds).ToList();

        Assert.Equal([20, 40, 80, 160, 320, 640, 900, 900, 900, 900, 900, 900], pauses);
    }

    [Theory]
    [InlineData(CycleState.Stored)]
    [InlineData(CycleState.Unchanged)]
    [InlineData(CycleState.Empty)]
    public void PauseAfter_CycleThatDidNotFail_IsTheBeatAgain(CycleState state)
    {
        _loop.PauseAfter(Report(CycleState.Failed));

        Assert.Equal(Every, _loop.PauseAfter(Report(state)));
        Assert.Equal(Every * 2, _loop.PauseAfter(Report(CycleState.Spooled)));
    }

    [Fact]
    public void PauseAfter_ServiceAsksToStayAway_IsLongAtOnce() =>
        Assert.Equal(CycleLoop.LongestPause, _loop.PauseAfter(Report(CycleState.Failed) with { Error = new("feed_refused", "") }));

    [Fact]
    public async Task Run_Cancelled_EndsAfterTheCycleThatRuns()
    {
        using var stop = new CancellationTokenSource();
        var cycles = 0;

        await _loop.RunAsync(_ =>
        {
            cycles++;
            stop.Cancel();
            return Task.FromResult(Report(CycleState.Stored));
        }, stop.Token);

        Assert.Equal(1, cycles);
    }

    private static CycleReport Report(CycleState state) => new() { State = state };
}
