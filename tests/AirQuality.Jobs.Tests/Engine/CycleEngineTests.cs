using System.Globalization;
using AirQuality.Core.Cycle;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Engine;

public sealed class CycleEngineTests
{
    [Theory]
    [MemberData(nameof(Fixtures.Feeds), MemberType = typeof(Fixtures))]
    public async Task Cycle_EveryRealFeed_StoresWhatAnIndependentComputationFinds(string feed)
    {
        var json = await File.ReadAllTextAsync(Fixtures.Feed(feed));
        var expected = ExpectedRows.IndexOf(json);
        await using var machine = await Machine.StartAsync(FeedText.NewestIn(json).AddMinutes(5));

        var report = await machine.CycleAsync(Fixtures.Feed(feed));

        Assert.Equal(CycleState.Stored, report.State);
        Assert.Equal(0, report.Rejected + report.Malformed);
        var rows = await machine.ExportAsync();
        Assert.Equal(report.Stored, rows.Count);
        var stored = rows.Where(row => row.Contains("|aqi=", StringComparison.Ordinal) || row.StartsWith("aqi=", StringComparison.Ordinal))
            .ToDictionary(KeyOf, row => int.Parse(Value(row, "aqi"), CultureInfo.InvariantCulture));
        Assert.Equal(expected.OrderBy(e => e.Key), stored.OrderBy(s => s.Key));
    }

    [Fact]
    public async Task ReplayAsNow_NewestReadingIsNowAndASecondRunFindsItUnchanged()
    {
        await using var machine = await Machine.StartAsync(new(2026, 11, 24, 8, 30, 15, 400, TimeSpan.Zero));

        var first = await machine.CycleAsync(Fixtures.Dust2018, replayAsNow: true);
        machine.Time.Step(TimeSpan.FromMinutes(10));
        await machine.RestartEngineAsync();
        var second = await machine.CycleAsync(Fixtures.Dust2018, replayAsNow: true);
        machine.Time.Step(TimeSpan.FromHours(2));
        var nextDay = await machine.CycleAsync(Fixtures.Dust2018, replayAsNow: true);

        Assert.InRange(first.Newest!.Value, new(2026, 11, 24, 8, 30, 15, TimeSpan.Zero), new(2026, 11, 24, 8, 31, 0, TimeSpan.Zero));
        Assert.Equal(CycleState.Unchanged, second.State);
        Assert.Equal(first.Stored, second.Unchanged);
        Assert.Equal(first.Stored, nextDay.Stored);
    }

    [Fact]
    public async Task Cycle_LandedSnapshotDamaged_IsSetAsideAndTheCycleGoesOn()
    {
        await using var machine = await Machine.StartAsync(new(2020, 4, 19, 15, 50, 0, TimeSpan.Zero));
        await machine.CycleAsync(Fixtures.Milan2020);
        var landing = Path.Combine(machine.Settings.Data, "landing");
        var meta = Assert.Single(Directory.GetFiles(landing, "*.meta.json"));
        await File.WriteAllTextAsync(meta, (await File.ReadAllTextAsync(meta)).Replace("\"finishedAt\"", "\"wasFinishedAt\"", StringComparison.Ordinal));
        await File.WriteAllBytesAsync(Assert.Single(Directory.GetFiles(landing, "*.json.gz")), [0x1F, 0x8B, 8, 0]);
        await machine.RestartEngineAsync();

        var report = await machine.CycleOverAsync(FeedText.Feed(FeedText.Entry(1, "2020-04-19 15:45:00")));

        Assert.Equal(1, report.Stored);
        Assert.Contains("set aside", Assert.Single(machine.Progress.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(landing, "damaged")).Length);
    }

    // O8: the report's program made coordinates dimensions, so a sensor that moved became another series.
    [Fact]
    public async Task O8_SensorThatMoves_StaysOneSeriesAndItsPlaceIsANumber()
    {
        await using var machine = await Machine.StartAsync(new(2020, 4, 19, 15, 50, 0, TimeSpan.Zero));
        await machine.CycleOverAsync(FeedText.Feed(
            FeedText.Entry(1, "2020-04-19 15:40:00"),
            FeedText.Entry(1, "2020-04-19 15:45:00").Replace("48.1", "52.5", StringComparison.Ordinal)));

        var series = await machine.QueryAsync("SELECT sensor_id, count(*), min(latitude), max(latitude) FROM \"air_quality\".\"readings\" GROUP BY sensor_id, location_id");

        Assert.Equal(["1|2|48.1|52.5"], series);
    }

    private static (long, long) KeyOf(string row) => (
        long.Parse(Value(row, "sensor_id"), CultureInfo.InvariantCulture),
        DateTimeOffset.Parse(Value(row, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds());

    private static string Value(string row, string column) =>
        row.Split('|').Single(pair => pair.StartsWith(column + "=", StringComparison.Ordinal))[(column.Length + 1)..];
}
