using AirQuality.LoadTest.Commands;
using AirQuality.LoadTest.Elastic;
using AirQuality.LoadTest.Elastic.Proxy;
using AirQuality.LoadTest.Elastic.Workers;
using AirQuality.LoadTest.Scaling;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.LoadTest.Tests.Elastic;

public sealed class GroupTests
{
    private static readonly DateTimeOffset _start = new(2023, 12, 21, 17, 32, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(_start);
    private readonly FakeWorkers _workers;
    private readonly Balancer _balancer = new();
    private readonly List<string> _events = [];

    public GroupTests() => _workers = new(_time);

    [Fact]
    public async Task Start_IsPendingUntilTwoHealthChecksPassed()
    {
        var group = GroupOf(new());
        _workers.ComeUp = false;

        await StepAsync(group, TimeSpan.FromSeconds(30));
        Assert.Equal("pending", Assert.Single(group.Samples(_time.GetUtcNow())).State);
        Assert.Null(_balancer.Enter([]));

        _workers.Started[0].IsWell = true;
        await StepAsync(group, TimeSpan.FromSeconds(10));
        Assert.False(group.IsUp);
        await StepAsync(group, TimeSpan.FromSeconds(10));

        Assert.True(group.IsUp);
        Assert.Equal(_workers.Started[0].Prefix, _balancer.Enter([])?.Prefix);
    }

    [Fact]
    public async Task Busy_GrowsAtTheThirdMinuteThenAfterEachCooldownToFive()
    {
        var group = GroupOf(new());
        _workers.Cores = 0.2; // of 0.25: 80 %

        var sizes = await MinutesAsync(group, 20);

        // 150 s of cooldown are over at the third minute after a change.
        Assert.Equal([1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5], sizes);
        Assert.Contains("CPU 80 %, above 60 % for 3 min: 1 → 2", _events);
        Assert.Equal(5, group.History.MaxInstances);
    }

    [Fact]
    public async Task Idle_ShrinksAfterFifteenMinutesToOne()
    {
        var group = GroupOf(new());
        _workers.Cores = 0.2;
        await MinutesAsync(group, 6);
        _workers.Cores = 0.1; // 40 %

        var sizes = await MinutesAsync(group, 25);

        Assert.Equal([(14, 2), (17, 1)], sizes.Index().Where(size => size.Index > 0 && sizes[size.Index - 1] != size.Item));
        Assert.Contains("CPU 40 %, below 42 % for 15 min: 3 → 2", _events);
        Assert.Equal(["worker-3"], group.Workers.Select(worker => worker.Id));
    }

    [Theory]
    [InlineData(0.106)]
    [InlineData(0.149)]
    public async Task Between_ChangesNothing(double cores)
    {
        var group = GroupOf(new() { Policy = new() { Min = 2 } });
        _workers.Cores = cores;

        Assert.All(await MinutesAsync(group, 40), size => Assert.Equal(2, size));
    }

    [Fact]
    public async Task TimeScale_TenTimesAsFast_IsTheSameLifeInATenthOfTheTime()
    {
        var group = GroupOf(new() { TimeScale = 10 });
        _workers.Cores = 0.2;

        var sizes = await MinutesAsync(group, 12, TimeSpan.FromSeconds(6), TimeSpan.FromMilliseconds(100));

        Assert.Equal([1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5], sizes);
    }

    [Fact]
    public async Task New_IsLeftOutOfTheAverageUntilItIsWarm()
    {
        var group = GroupOf(new() { WarmUp = TimeSpan.FromMinutes(20) });
        _workers.Cores = 0.2;
        await MinutesAsync(group, 3);
        Assert.Equal(2, group.Desired);
        await StepAsync(group, TimeSpan.FromMinutes(1));

        _workers.Started[0].ExitCode = 1; // The only warm one; now nobody is measured.

        Assert.All(await MinutesAsync(group, 15), size => Assert.Equal(2, size));
    }

    [Fact]
    public async Task Dead_IsTakenOutAndReplacedAtOnce()
    {
        var group = GroupOf(new() { Policy = new() { Min = 2 } });
        await StepAsync(group, TimeSpan.FromMinutes(1));

        _workers.Started[0].ExitCode = 137;
        await StepAsync(group, TimeSpan.FromSeconds(1));

        Assert.Equal(["worker-2", "worker-3"], group.Workers.Select(worker => worker.Id));
        Assert.Equal(_workers.Started[1].Prefix, _balancer.Enter([])?.Prefix);
        Assert.Contains("worker-1 running → terminated: it ended by itself, exit code 137; its last words: no words", _events);
        Assert.Equal(["terminated", "running", "pending"], group.Samples(_time.GetUtcNow()).Select(sample => sample.State));
        Assert.Equal(2, group.Samples(_time.GetUtcNow()).Count());
    }

    [Fact]
    public async Task Unwell_ThreeTimes_IsReplacedAndThenDrained()
    {
        var group = GroupOf(new());
        await StepAsync(group, TimeSpan.FromMinutes(1));
        var request = _balancer.Enter([])!;

        _workers.Started[0].IsWell = false;
        await StepAsync(group, TimeSpan.FromSeconds(31));
        Assert.Equal(["running", "pending"], group.Samples(_time.GetUtcNow()).Select(sample => sample.State));
        await StepAsync(group, TimeSpan.FromSeconds(11));

        Assert.Equal(["draining", "running"], group.Samples(_time.GetUtcNow()).Select(sample => sample.State));
        Assert.Equal(1, group.History.Deaths);
        request.Leave();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Draining_EndsWithItsLastRequest_OrWithTheDelay(bool answers)
    {
        var group = GroupOf(new() { DeregistrationDelay = TimeSpan.FromSeconds(75), HealthInterval = TimeSpan.FromSeconds(1) });
        await StepAsync(group, TimeSpan.FromMinutes(1));
        var request = _balancer.Enter([])!;
        _workers.Started[0].IsWell = false;
        await UntilAsync(group, () => group.Workers[0].State == WorkerState.Draining);
        var since = _time.GetUtcNow();

        await StepAsync(group, TimeSpan.FromSeconds(30));
        Assert.Null(_workers.Started[0].ExitCode);
        if (answers)
            request.Leave();
        await UntilAsync(group, () => _workers.Started[0].ExitCode == 0);

        Assert.InRange((_time.GetUtcNow() - since).TotalSeconds, answers ? 30 : 75, answers ? 32 : 76);
    }

    [Fact]
    public async Task ShuttingDown_ThatDoesNotEnd_IsKilled()
    {
        var group = GroupOf(new());
        await StepAsync(group, TimeSpan.FromMinutes(1));
        _workers.Started[0].EndsWhenTold = false;

        group.Terminate(_time.GetUtcNow());
        await StepAsync(group, TimeSpan.FromSeconds(9));
        Assert.False(_workers.Started[0].WasKilled);
        await StepAsync(group, TimeSpan.FromSeconds(3));

        Assert.True(_workers.Started[0].WasKilled);
        Assert.Empty(group.Workers);
    }

    [Fact]
    public async Task Ending_WhileTheRuleWouldGrow_StartsNobody()
    {
        var group = GroupOf(new());
        _workers.Cores = 0.2;
        await StepAsync(group, TimeSpan.FromSeconds(179));
        _workers.Started[0].EndsWhenTold = false;

        group.Terminate(_time.GetUtcNow());
        await StepAsync(group, TimeSpan.FromSeconds(20));

        Assert.Single(_workers.Started);
    }

    [Fact]
    public async Task FirstWorker_ThatEnds_SaysSo()
    {
        var group = GroupOf(new());
        _workers.ComeUp = false;
        await StepAsync(group, TimeSpan.FromSeconds(1));
        _workers.Started[0].ExitCode = 3;

        var failure = await Assert.ThrowsAsync<LoadTestException>(() => StepAsync(group, TimeSpan.FromSeconds(1)));

        Assert.Equal(ExitCode.Missing, failure.Exit);
        Assert.Equal("The first worker ended before it was well, exit code 3; its last words: no words", failure.Message);
    }

    [Fact]
    public async Task LaterWorkers_ThatCannotStart_AreTriedEverMoreSlowly()
    {
        var group = GroupOf(new() { Policy = new ScalingPolicy { Min = 2 } });
        await StepAsync(group, TimeSpan.FromMinutes(1));
        _workers.ComeUp = false;
        _workers.Started[0].ExitCode = 1;

        for (var second = 0; second < 64; second++)
        {
            await StepAsync(group, TimeSpan.FromSeconds(1));
            foreach (var worker in _workers.Started.Skip(2))
                worker.ExitCode ??= 1;
        }

        // At 0, and 1, 2, 4, 8, 16, 30 s after each end, which is seen a second later.
        Assert.InRange(_workers.Started.Count, 7, 9);
        Assert.True(group.IsUp);
    }

    private Group GroupOf(ElasticOptions options) => new(options, _workers, _balancer, _start, _events.Add);

    private async Task<List<int>> MinutesAsync(Group group, int minutes, TimeSpan? minute = null, TimeSpan? tick = null)
    {
        var sizes = new List<int>();
        for (var i = 0; i < minutes; i++)
        {
            await StepAsync(group, minute ?? TimeSpan.FromMinutes(1), tick);
            sizes.Add(group.Desired);
        }
        return sizes;
    }

    private async Task StepAsync(Group group, TimeSpan span, TimeSpan? tick = null)
    {
        var step = tick ?? TimeSpan.FromSeconds(1);
        for (var passed = TimeSpan.Zero; passed < span; passed += step)
        {
            if (group.Workers.Count == 0)
                await group.StepAsync(_time.GetUtcNow(), CancellationToken.None);
            _time.Advance(step);
            await group.StepAsync(_time.GetUtcNow(), CancellationToken.None);
        }
    }

    private async Task UntilAsync(Group group, Func<bool> isSo)
    {
        for (var i = 0; i < 1_000 && !isSo(); i++)
            await StepAsync(group, TimeSpan.FromSeconds(1));
        Assert.True(isSo());
    }
}
