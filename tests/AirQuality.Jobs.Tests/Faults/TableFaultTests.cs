using AirQuality.Core.Cycle;
using AirQuality.Jobs.Tests.Hosting;
using AirQuality.TimestreamLocal.Faults;

namespace AirQuality.Jobs.Tests.Faults;

/// <summary>Fault tests 4 to 6 and 8: the table throttles, refuses, loses answers and goes away.</summary>
public sealed class TableFaultTests
{
    private static readonly DateTimeOffset AfterDust = new(2018, 6, 3, 20, 50, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    public async Task Throttled_SomeOfTheTime_StoresEverythingWithinTheBudget(double rate)
    {
        await using var machine = await Machine.StartAsync(AfterDust, Script(FaultKind.Throttle, rate));
        machine.Settings.Timestream = machine.Settings.Timestream with { RetryBudget = 1000 };

        var report = await machine.CycleAsync(Fixtures.Dust2018);

        Assert.Equal(CycleState.Stored, report.State);
        Assert.Equal(report.Readings - report.Filtered, report.Stored);
        Assert.Equal(report.Stored, (await machine.ExportAsync()).Count);
    }

    [Fact]
    public async Task Throttled_AllTheTime_SpoolsEverythingAndRecovers()
    {
        await using var machine = await Machine.StartAsync(AfterDust, Script(FaultKind.Throttle, 1));

        var report = await machine.CycleAsync(Fixtures.Dust2018);

        Assert.Equal(CycleState.Spooled, report.State);
        Assert.Equal(report.Readings - report.Filtered, report.Spooled);
        // One try a lane, and the budget of retries that all batches share.
        Assert.InRange(report.Requests, 1, machine.Settings.Timestream.MaxRequestsInFlight + machine.Settings.Timestream.RetryBudget);

        await machine.StopStoreAsync();
        await machine.StartStoreAsync();
        var next = await machine.CycleAsync(Fixtures.Dust2018);
        Assert.Equal(CycleState.Unchanged, next.State);
        Assert.Equal(report.Spooled, next.CaughtUp!.Stored);
        Assert.Equal(report.Spooled, (await machine.ExportAsync()).Count);
        Assert.Equal(0, machine.SpoolFiles);
    }

    // O5: the report's program printed rejected records and forgot them.
    [Fact]
    public async Task O5_RejectedRecords_AreDeadLetteredWithTheReasonAndTheRestIsStored()
    {
        await using var machine = await Machine.StartAsync(AfterDust, new FaultScript(
            [new FaultRule(FaultKind.Reject, "WriteRecords", Rate: 0.4, Records: [0, 7, 33, 99])], Seed: 5));

        var report = await machine.CycleAsync(Fixtures.Dust2018);

        Assert.True(report.Rejected > 10);
        Assert.Equal(report.Readings - report.Filtered, report.Stored + report.Rejected);
        Assert.Equal(report.Rejected, machine.DeadLetters.Count);
        Assert.All(machine.DeadLetters, letter => Assert.Contains("\"reason\":\"", letter, StringComparison.Ordinal));
        Assert.Equal(report.Stored, (await machine.ExportAsync()).Count);
    }

    [Fact]
    public async Task AnswersLostAfterTheCommit_ChangeNothing()
    {
        await using var undisturbed = await Machine.StartAsync(AfterDust);
        await undisturbed.CycleAsync(Fixtures.Dust2018);
        await using var machine = await Machine.StartAsync(AfterDust, Script(FaultKind.DropAnswer, 0.3));
        machine.Settings.Timestream = machine.Settings.Timestream with { RetryBudget = 1000 };

        var report = await machine.CycleAsync(Fixtures.Dust2018);

        Assert.Equal(CycleState.Stored, report.State);
        Assert.Equal(0, report.Rejected);
        Assert.Equal(await undisturbed.ExportAsync(), await machine.ExportAsync());
    }

    [Fact]
    public async Task TableAway_ForSeveralCycles_LosesNothingAndSpoolsNothingTwice()
    {
        await using var machine = await Machine.StartAsync(AfterDust);
        var entries = FeedText.EntriesOf(Fixtures.Dust2018).Take(600).ToList();
        await machine.CycleOverAsync(FeedText.Feed(entries.Take(100)));
        await machine.StopStoreAsync();

        var spooled = new List<long>();
        for (var cycle = 1; cycle <= 5; cycle++)
        {
            var report = await machine.CycleOverAsync(FeedText.Feed(entries.Take(100 + cycle * 100)));
            Assert.Equal(CycleState.Spooled, report.State);
            Assert.NotNull(report.Error);
            spooled.Add(report.Spooled);
        }
        Assert.Equal(spooled.Order(), spooled);
        var spoolFiles = machine.SpoolFiles;
        await machine.CycleOverAsync(FeedText.Feed(entries));
        Assert.Equal(spoolFiles, machine.SpoolFiles);

        await machine.StartStoreAsync();
        var back = await machine.CycleOverAsync(FeedText.Feed(entries));

        Assert.Equal(CycleState.Unchanged, back.State);
        Assert.Equal(0, machine.SpoolFiles);
        await using var undisturbed = await Machine.StartAsync(AfterDust);
        await undisturbed.CycleOverAsync(FeedText.Feed(entries));
        Assert.Equal(await undisturbed.ExportAsync(), await machine.ExportAsync());
    }

    [Fact]
    public async Task SpoolOfOneTable_IsNotWrittenToAnother()
    {
        await using var machine = await Machine.StartAsync(AfterDust);
        var feed = FeedText.Feed(FeedText.EntriesOf(Fixtures.Dust2018).Take(50));
        await machine.StopStoreAsync();
        var away = await machine.CycleOverAsync(feed);
        await machine.RestartEngineAsync();
        await machine.StartStoreAsync();

        machine.Settings.Timestream = machine.Settings.Timestream with { Table = "another" };
        var other = await machine.CycleOverAsync(FeedText.Feed(FeedText.Entry(1, "2018-06-03 20:45:00")));
        Assert.Null(other.CaughtUp);
        await machine.RestartEngineAsync();

        machine.Settings.Timestream = machine.Settings.Timestream with { Table = "readings" };
        var back = await machine.CycleOverAsync(feed);
        Assert.Equal(away.Spooled, back.CaughtUp!.Stored);
    }

    private static FaultScript Script(FaultKind fault, double rate) =>
        new([new FaultRule(fault, "WriteRecords", Rate: rate)], Seed: 42);
}
