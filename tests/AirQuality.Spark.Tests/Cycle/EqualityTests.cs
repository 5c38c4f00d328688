using AirQuality.Core.Cycle;
using AirQuality.Jobs.Tests.Hosting;
using AirQuality.Spark.Tests.Hosting;
using AirQuality.TimestreamLocal.Faults;

namespace AirQuality.Spark.Tests.Cycle;

/// <summary>The two engines are one: the same feed leaves the same rows, letters and counts.</summary>
[Collection(SharedDriver.Name)]
public sealed class EqualityTests(SparkDriver driver)
{
    public static TheoryData<string> Feeds => Fixtures.Feeds;

    [SparkTheory]
    [MemberData(nameof(Feeds))]
    public async Task EveryFeed_BothEngines_LeaveTheSameRowsAndReports(string file)
    {
        var json = await File.ReadAllTextAsync(Fixtures.Feed(file));
        await AssertSameAsync([json, json], FeedText.NewestIn(json).AddMinutes(5));
    }

    [SparkFact]
    public async Task EveryPoll_BothEngines_LeaveTheSameRowsAndReports()
    {
        var polls = Directory.GetFiles(Path.Combine(Fixtures.Root, "feed", "polls"), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        Assert.NotEmpty(polls);
        await AssertSameAsync(polls, polls.Max(FeedText.NewestIn).AddMinutes(5));
    }

    [SparkFact]
    public async Task LateMalformedDuplicateAndFilteredEntries_BothEngines_LeaveTheSameRowsAndReports()
    {
        var first = FeedText.Feed(
            FeedText.Entry(1, "2026-09-28 10:00:00"), FeedText.Entry(2, "2026-09-28 10:00:00"), FeedText.Entry(2, "2026-09-28 10:00:00", p1: "99", id: 2));
        var second = FeedText.Feed(
            FeedText.Entry(1, "2026-09-28 09:50:00"), FeedText.Entry(1, "2026-09-28 10:00:00"), FeedText.Entry(2, "2026-09-28 10:05:00"),
            FeedText.Entry(3, "2026-09-28 10:05:00", p1: "nan", p2: "-1"), "{\"id\":1}", "7", FeedText.Entry(4, "tomorrow"));
        await AssertSameAsync([first, second, first], new DateTimeOffset(2026, 9, 28, 10, 10, 0, TimeSpan.Zero));
    }

    [SparkFact]
    public async Task RecordsThatTheTableRefuses_BothEngines_LeaveTheSameDeadLetters()
    {
        var json = FeedText.Feed(FeedText.Entry(1, "2026-09-28 10:00:00"), FeedText.Entry(2, "2026-09-28 11:59:00"));
        var (local, spark) = await AssertSameAsync([json], new DateTimeOffset(2026, 9, 28, 10, 10, 0, TimeSpan.Zero));
        Assert.Equal(1, local.Single().Rejected);
        Assert.Equal(CycleState.Stored, spark.Single().State);
    }

    [SparkFact]
    public async Task TableThatThrottles_BothEngines_StoreEveryReading()
    {
        var json = await File.ReadAllTextAsync(Fixtures.All2017);
        var faults = FaultScript.Parse("""{"seed":1,"rules":[{"operation":"WriteRecords","fault":"throttle","rate":0.3},{"operation":"WriteRecords","fault":"drop_answer","rate":0.1}]}""");
        await using var machine = await Machine.StartAsync(FeedText.NewestIn(json).AddMinutes(5), faults);
        OnSpark(machine);

        var report = await machine.CycleOverAsync(json);

        Assert.Equal((1210, 0, 0), (report.Stored, report.Rejected, report.Spooled));
        Assert.True(report.Retries > 0);
    }

    [SparkFact]
    public async Task TableThatGoesAway_OnSpark_LeavesEverythingToTheSpoolAndTheNextCycle()
    {
        var json = await File.ReadAllTextAsync(Fixtures.All2017);
        await using var machine = await Machine.StartAsync(FeedText.NewestIn(json).AddMinutes(5));
        OnSpark(machine);
        await machine.StopStoreAsync();

        var away = await machine.CycleOverAsync(json);
        await machine.StartStoreAsync();
        var back = await machine.CycleOverAsync(json);

        Assert.Equal((CycleState.Spooled, 1210), (away.State, away.Spooled));
        Assert.Equal((1210, 1210), (back.CaughtUp!.Stored, back.Unchanged));
        Assert.Equal(0, machine.SpoolFiles);
        Assert.Equal(1210, (await machine.ExportAsync()).Count);
    }

    private async Task<(List<CycleReport> Local, List<CycleReport> Spark)> AssertSameAsync(IReadOnlyList<string> feeds, DateTimeOffset now)
    {
        await using var local = await Machine.StartAsync(now);
        await using var spark = await Machine.StartAsync(now);
        OnSpark(spark);
        List<CycleReport> locals = [], sparks = [];
        foreach (var feed in feeds)
        {
            locals.Add(await local.CycleOverAsync(feed));
            sparks.Add(await spark.CycleOverAsync(feed));
            Assert.Equal(Comparable(locals[^1]), Comparable(sparks[^1]));
        }

        Assert.Equal(await local.ExportAsync(), await spark.ExportAsync());
        Assert.Equal(Comparable(local.DeadLetters), Comparable(spark.DeadLetters));
        return (locals, sparks);
    }

    private void OnSpark(Machine machine) => machine.Engine = driver.EngineAt(machine.Time);

    // All but what holds the clock (the ids made of it, the window in a refusal), the port, and how the writes were cut into requests.
    private static string Comparable(CycleReport report) =>
        (report with { Milliseconds = null, Snapshot = null, Target = null, Requests = 0, RejectedReasons = new Dictionary<string, long>() }).ToJson();

    private static IEnumerable<string> Comparable(IReadOnlyList<string> letters) => letters
        .Select(letter => System.Text.Json.Nodes.JsonNode.Parse(letter)!.AsObject())
        .Select(letter =>
        {
            letter.Remove("at");
            letter.Remove("source");
            if (letter.ContainsKey("record"))
                letter.Remove("reason"); // names the table's window, which moves
            return letter.ToJsonString();
        })
        .Order(StringComparer.Ordinal);
}
