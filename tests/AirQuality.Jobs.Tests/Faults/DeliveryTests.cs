using AirQuality.Core.Cycle;
using AirQuality.Jobs.Tests.Hosting;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AirQuality.Jobs.Tests.Faults;

/// <summary>Fault tests 17 to 21: readings that come twice, late, out of order, from the future, and a clock that steps.</summary>
public sealed class DeliveryTests
{
    private static readonly DateTimeOffset Noon = new(2020, 4, 19, 12, 0, 0, TimeSpan.Zero);

    // Fault test 17, with real answers of one station that repeat each other: 108 entries, 28 distinct readings.
    [Fact]
    public async Task Polls_ThatRepeatEachOther_StoreEachReadingOnce()
    {
        await using var machine = await Machine.StartAsync(new(2017, 10, 29, 23, 0, 0, TimeSpan.Zero));
        long entries = 0, stored = 0;
        foreach (var poll in Directory.GetFiles(Fixtures.Feed("polls"), "*.json").Order(StringComparer.Ordinal))
        {
            var report = await machine.CycleAsync(poll);
            entries += report.Entries;
            stored += report.Stored;
        }

        Assert.Equal(108, entries);
        Assert.Equal(28, stored);
        Assert.Equal(28, (await machine.ExportAsync()).Count);
    }

    [Fact]
    public async Task Replay_OfEverySnapshot_ChangesNothing()
    {
        await using var machine = await Machine.StartAsync(Noon);
        await machine.CycleOverAsync(FeedText.Feed(Hours(0, 3)));
        await machine.CycleOverAsync(FeedText.Feed(Hours(2, 5)));
        var before = await machine.ExportAsync();

        await machine.RestartEngineAsync();
        var engine = await machine.EngineAsync();
        var replayed = new List<CycleReport>();
        for (var i = 0; i < 2; i++)
        {
            await foreach (var report in engine.ReplayLandedAsync(CancellationToken.None))
                replayed.Add(report);
        }

        Assert.Equal(4, replayed.Count);
        Assert.All(replayed, report => Assert.Equal(0, report.Stored + report.Rejected + report.Spooled));
        Assert.Equal(before, await machine.ExportAsync());
    }

    // Fault test 18 and O4: the report's program kept only what was newer than a sensor's newest row, so late readings were lost.
    [Fact]
    public async Task O4_LateReadings_AreStoredWhenTheirRecordIsMissing()
    {
        await using var machine = await Machine.StartAsync(Noon);
        await machine.CycleOverAsync(FeedText.Feed(Hours(10, 12)));
        await machine.RestartEngineAsync();

        var report = await machine.CycleOverAsync(FeedText.Feed([.. Hours(-36, -34), .. Hours(9, 12)]));

        Assert.Equal(3, report.Stored);
        Assert.Equal(2, report.Unchanged);
        Assert.Equal(5, (await machine.ExportAsync()).Count);
    }

    [Property(MaxTest = 15)]
    public Property Order_OfEntriesAndSnapshots_DoesNotMatter() => Prop.ForAll(
        Gen.Shuffle(Hours(-48, 12).ToArray()).Zip(Gen.Choose(1, 20)).ToArbitrary(),
        shuffled => StoreInPartsAsync(shuffled.Item1, shuffled.Item2).GetAwaiter().GetResult()
            .SequenceEqual(StoreInPartsAsync([.. Hours(-48, 12)], 60).GetAwaiter().GetResult()));

    // Fault test 19.
    [Theory]
    [InlineData("2020-04-19 12:30:00", 0, 1)]
    [InlineData("1970-01-01 00:00:00", 0, 1)]
    [InlineData("1969-12-31 23:59:59", 1, 0)]
    [InlineData("9999-12-31 23:59:59", 1, 0)]
    public async Task Time_ThatCannotBe_IsPutAsideAndTheRestIsStored(string timestamp, int malformed, int rejected)
    {
        await using var machine = await Machine.StartAsync(Noon);

        var report = await machine.CycleOverAsync(FeedText.Feed([FeedText.Entry(5, timestamp), .. Hours(10, 12)]));

        Assert.Equal(malformed, report.Malformed);
        Assert.Equal(rejected, report.Rejected);
        Assert.Equal(2, report.Stored);
        Assert.Single(machine.DeadLetters);
    }

    // A reading stamped ahead of time moves no watermark: what its sensor says afterwards is stored.
    [Fact]
    public async Task Time_AheadOfTheClock_DoesNotHideLaterReadings()
    {
        await using var machine = await Machine.StartAsync(Noon);
        await machine.CycleOverAsync(FeedText.Feed(FeedText.Entry(1, "2020-04-20 12:00:00"), FeedText.Entry(1, "2020-04-19 11:00:00")));

        var report = await machine.CycleOverAsync(FeedText.Feed(FeedText.Entry(1, "2020-04-19 11:30:00")));

        Assert.Equal(1, report.Stored);
    }

    // Fault test 21.
    [Fact]
    public async Task Clock_ThatStepsBackAnHour_LosesNothing()
    {
        await using var machine = await Machine.StartAsync(Noon);
        await machine.CycleOverAsync(FeedText.Feed(Hours(8, 10)));
        machine.Time.Step(TimeSpan.FromHours(-1));

        var during = await machine.CycleOverAsync(FeedText.Feed(Hours(8, 11)));
        machine.Time.Step(TimeSpan.FromHours(1));
        var after = await machine.CycleOverAsync(FeedText.Feed(Hours(8, 12)));

        Assert.Equal(1, during.Stored);
        Assert.Equal(1, after.Stored);
        Assert.Equal(4, (await machine.ExportAsync()).Count);
    }

    [Fact]
    public async Task Mean24h_ReplacesAShorterMeanOfTheSameInstantAndNotTheReverse()
    {
        await using var machine = await Machine.StartAsync(Noon);
        var path = machine.Folder.Write("feed.json", FeedText.Feed(FeedText.Entry(1, "2020-04-19 11:00:00", p2: "11")));
        await machine.CycleAsync(path, averagingMinutes: 5);
        var daily = machine.Folder.Write("daily.json", FeedText.Feed(FeedText.Entry(1, "2020-04-19 11:00:00", p2: "75")));

        Assert.Equal(1, (await machine.CycleAsync(daily, averagingMinutes: 1440)).Stored);
        await machine.RestartEngineAsync();
        Assert.Equal(1, (await machine.CycleAsync(path, averagingMinutes: 5)).Unchanged);

        Assert.Contains("aqi=10|aqi_pm10=2|aqi_pm25=10|averaging_minutes=1440", Assert.Single(await machine.ExportAsync()), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> StoreInPartsAsync(string[] entries, int perSnapshot)
    {
        await using var machine = await Machine.StartAsync(Noon);
        foreach (var part in entries.Chunk(perSnapshot))
            await machine.CycleOverAsync(FeedText.Feed(part));
        return await machine.ExportAsync();
    }

    // One reading an hour of sensor 1, from one hour of the day to before another; negative hours are of the days before.
    private static IEnumerable<string> Hours(int from, int to) => Enumerable.Range(from, to - from)
        .Select(hour => FeedText.Entry(1, FeedText.TimeText(Noon.Date.AddHours(hour)), p1: $"{20 + hour % 7}", id: 1000 + hour));
}
