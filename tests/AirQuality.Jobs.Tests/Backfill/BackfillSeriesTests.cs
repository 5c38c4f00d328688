using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Backfill;

/// <summary>Rows of the archive beside rows of the feed: one series where the table knows the sensor.</summary>
public sealed class BackfillSeriesTests : IDisposable
{
    private const string Series = "SELECT DISTINCT sensor_id, sensor_pin, sensor_type_id, sensor_type_name, sensor_type_manufacturer, location_id, country FROM \"air_quality\".\"readings\"";
    private static readonly DateTimeOffset Now = new(2025, 3, 13, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2025, 3, 10);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sensor_ThatTheFeedHas_StaysOneSeries()
    {
        var archive = new TestArchive(_folder);
        archive.Write(Day, "10");
        archive.Write(Day, "10", sensor: 2);
        await using var machine = await Machine.StartAsync(Now);
        await machine.CycleOverAsync(FeedText.Feed(FeedText.Entry(1, "2025-03-13 11:45:00")));

        var report = await machine.BackfillAsync(archive.Ask(Day, Day.AddDays(1)));

        Assert.Equal(26, report.Counts.Stored);
        Assert.Equal(["1|1|14|SDS011|Nova Fitness|7|DE", "2|||SDS011||7|"], (await machine.QueryAsync(Series)).Order(StringComparer.Ordinal));
    }

    // A feed that comes in the midst of it must not split the archive's rows in two series.
    [Fact]
    public async Task Sensor_ThatTheFeedHasLater_KeepsTheSeriesItWasBegunAs()
    {
        var archive = new TestArchive(_folder);
        archive.Write(Day, "10");
        archive.Write(Day.AddDays(1), "10");
        await using var machine = await Machine.StartAsync(Now);
        await machine.BackfillAsync(archive.Ask(Day, Day));
        await machine.CycleOverAsync(FeedText.Feed(FeedText.Entry(1, "2025-03-13 11:45:00")));

        await machine.BackfillAsync(archive.Ask(Day, Day.AddDays(1)));

        Assert.Equal(["7|", "24|"], (await machine.QueryAsync(
            "SELECT count(*), country FROM \"air_quality\".\"readings\" WHERE averaging_minutes = 1440 GROUP BY date_trunc('day', time - 1s), country ORDER BY 1"))
            .Select(row => row));
        Assert.Equal(2, (await machine.QueryAsync(Series)).Count);
    }

    // The newest hour of the archive is newer than the live reading, which is stored all the same; and again it changes nothing.
    [Fact]
    public async Task Feed_OlderThanTheArchivesNewestHour_IsStillStored()
    {
        var archive = new TestArchive(_folder);
        archive.Write(new DateOnly(2025, 3, 12), "10");
        await using var machine = await Machine.StartAsync(Now);
        var feed = FeedText.Feed(FeedText.Entry(1, "2025-03-12 21:45:00"), FeedText.Entry(1, "2025-03-12 21:00:00", id: 2));
        await machine.CycleAsync(_folder.Write("24h.json", feed), averagingMinutes: 1440);
        await machine.BackfillAsync(archive.Ask(new(2025, 3, 12), new(2025, 3, 12)));
        await machine.RestartEngineAsync();

        var cycle = await machine.CycleAsync(_folder.Write("24h.json", feed.Replace(":45:", ":46:", StringComparison.Ordinal)), averagingMinutes: 1440);

        Assert.Equal((1, 1, 0), (cycle.Stored, cycle.Unchanged, cycle.Rejected));
        Assert.Empty(machine.DeadLetters);
    }
}
