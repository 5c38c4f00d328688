using System.Globalization;
using System.Text.Json;
using AirQuality.Core.Feed;

namespace AirQuality.Core.Tests.Feed;

/// <summary>Every real file, against counts made from its DOM by other code, and against what SOURCES.md says of it.</summary>
public sealed class RealFeedTests
{
    private static readonly HashSet<string> ParticulateTypes = ["SDS011", "PMS3003", "PMS7003", "HPM"];

    public static TheoryData<string> Files() => [.. Fixtures.FeedNames()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task EveryFile_Read_HasTheEntriesAndReadingsOfItsDom(string file)
    {
        var json = Fixtures.Feed(file);
        using var dom = JsonDocument.Parse(json);
        var entries = dom.RootElement.EnumerateArray().ToList();
        var readings = entries.Select(entry => (Sensor(entry), entry.GetProperty("timestamp").GetString())).Distinct().Count();

        var snapshot = await Snapshots.ReadAsync(json);

        Assert.Equal(entries.Count, snapshot.Entries);
        Assert.Equal(0, snapshot.Malformed.Total);
        Assert.Equal(readings, snapshot.Readings.Count + snapshot.Filtered.Total);
        Assert.Equal(entries.Count - readings, snapshot.Merged);
        Assert.Equal(json.Length, snapshot.Bytes);
        Assert.Equal(0, snapshot.TrailingBytes);
        Assert.Empty(snapshot.UnknownSensorTypes);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task EveryFile_Read_KeepsThePlausibleParticulateValuesOfItsDom(string file)
    {
        var json = Fixtures.Feed(file);
        using var dom = JsonDocument.Parse(json);
        var placed = dom.RootElement.EnumerateArray().Where(entry => entry.GetProperty("location").GetProperty("id").GetInt64() != 11).ToList();

        var snapshot = await Snapshots.ReadAsync(json);

        Assert.Equal(Plausible(placed, "P1", 1900m), Kept(snapshot, "P1"));
        Assert.Equal(Plausible(placed, "P2", 900m), Kept(snapshot, "P2"));
        Assert.Equal(
            snapshot.Readings.Count(reading => reading.Measurements.Any(m => m.ValueType is "P1" or "P2")),
            snapshot.Readings.Count(reading => reading.Index is not null));
    }

    [Theory]
    [InlineData("data.dust.min.json.2018-06-03.part-a.json", 2967, 2967, "2018-06-03 20:42:57", "2018-06-03 20:48:01")]
    [InlineData("data.json.v1.2017-01-16.json", 1218, 231, "2017-01-16 14:21:02", "2017-01-16 14:26:02")]
    [InlineData("data.json.v1.2019-04-25.two-locations.json", 5, 3, "2019-04-25 01:51:12", "2019-04-25 01:53:41")]
    [InlineData("data.json.v1.2020-04-19.area-milano.json", 77, 36, "2020-04-19 15:40:52", "2020-04-19 15:45:49")]
    [InlineData("data.json.v1.2026-09-28.area-berlin.excerpt-a.json", 6, 6, "2026-09-28 20:51:31", "2026-09-28 20:51:55")]
    [InlineData("sensor.v1.2020-06-11.noise-laerm-39745.json", 2, 1, "2020-06-11 09:37:25", "2020-06-11 09:39:51")]
    [InlineData("sensor.v1.2020-07-03.bme280-28843.json", 2, 1, "2020-07-03 09:37:21", "2020-07-03 09:39:46")]
    public async Task File_Read_MatchesItsSourcesNote(string file, int entries, int sensors, string oldest, string newest)
    {
        // Readings with nothing left are not in the snapshot, so sensors and times are counted where nothing is filtered.
        var snapshot = await Snapshots.ReadAsync(Fixtures.Feed(file));
        var whole = snapshot.Filtered.Total == 0;

        Assert.Equal(entries, snapshot.Entries);
        Assert.True(snapshot.OldestMs >= Ms(oldest) && snapshot.NewestMs <= Ms(newest));
        if (whole)
        {
            Assert.Equal(sensors, snapshot.Readings.Select(reading => reading.SensorId).Distinct().Count());
            Assert.Equal((Ms(oldest), Ms(newest)), (snapshot.OldestMs, snapshot.NewestMs));
        }
    }

    [Fact]
    public async Task DustFile_Read_CountsWhatItsSourcesNoteCounts()
    {
        var snapshot = await Snapshots.ReadAsync(Fixtures.Feed("data.dust.min.json.2018-06-03.part-a.json"));

        Assert.Equal(2967, snapshot.Readings.Count + snapshot.Filtered["no_values_left"]);
        Assert.True(snapshot.FilteredValues["out_of_range"] >= 8 + 10);
        Assert.Equal(6, snapshot.FilteredValues["sensor_type"]);
        Assert.Equal(3, snapshot.Readings.Count(reading => reading.SensorTypeName == "PPD42NS" && reading.Index is null));
        Assert.Null(snapshot.Readings.Single(reading => reading.SensorId == 14048).Altitude);
    }

    [Fact]
    public async Task FileOf2017_Read_FiltersDiagnosticsAndTheDummyPlace()
    {
        var json = Fixtures.Feed("data.json.v1.2017-01-16.json");
        using var dom = JsonDocument.Parse(json);
        var dummies = dom.RootElement.EnumerateArray()
            .Where(entry => entry.GetProperty("location").GetProperty("id").GetInt64() == 11)
            .Select(entry => (Sensor(entry), entry.GetProperty("timestamp").GetString())).Distinct().Count();

        var snapshot = await Snapshots.ReadAsync(json);

        Assert.Equal(3 * 854, snapshot.FilteredValues["diagnostic"]);
        Assert.Equal(dummies, snapshot.Filtered["dummy_location"]);
        Assert.DoesNotContain(snapshot.Readings, reading => reading.LocationId == 11);
        Assert.All(snapshot.Readings, reading => Assert.Null(reading.Country ?? reading.Indoor?.ToString()));
    }

    [Fact]
    public async Task MilanFile_Read_MarksItsFourIndoorEntries()
    {
        var snapshot = await Snapshots.ReadAsync(Fixtures.Feed("data.json.v1.2020-04-19.area-milano.json"));

        Assert.Equal(4, snapshot.Readings.Count(reading => reading.Indoor is true));
        Assert.Equal(73, snapshot.Readings.Count(reading => reading.Indoor is false));
    }

    [Fact]
    public async Task BerlinFile_Read_KeepsLongIdsExactPlacesAndNumericValues()
    {
        var snapshot = await Snapshots.ReadAsync(Fixtures.Feed("data.json.v1.2026-09-28.area-berlin.excerpt-a.json"));

        var climate = snapshot.Readings.Single(reading => reading.SensorId == 28490);
        Assert.Equal((52.53145991787, 13.43536198139), (climate.Latitude, climate.Longitude));
        Assert.Equal(101921.85, climate.Measurements.Single(m => m.ValueType == "pressure_at_sealevel").Value);
        var noise = snapshot.Readings.Single(reading => reading.SensorTypeName == "DNMS (Laerm)");
        Assert.Equal(3, noise.Measurements.Count);
    }

    [Fact]
    public async Task Polls_ReadOneAfterTheOther_HoldTwentyEightReadings()
    {
        var times = new HashSet<long>();
        long entries = 0;
        foreach (var file in Fixtures.FeedNames().Where(name => name.StartsWith("polls", StringComparison.Ordinal)))
        {
            var snapshot = await Snapshots.ReadAsync(Fixtures.Feed(file));
            entries += snapshot.Entries;
            times.UnionWith(snapshot.Readings.Select(reading => reading.TimeMs));
        }

        Assert.Equal(108, entries);
        Assert.Equal(28, times.Count);
    }

    private static long Sensor(JsonElement entry) => entry.GetProperty("sensor").GetProperty("id").GetInt64();

    private static int Kept(Snapshot snapshot, string type) =>
        snapshot.Readings.Sum(reading => reading.Measurements.Count(measurement => measurement.ValueType == type));

    private static int Plausible(List<JsonElement> entries, string type, decimal below) => entries
        .Where(entry => ParticulateTypes.Contains(entry.GetProperty("sensor").GetProperty("sensor_type").GetProperty("name").GetString()!))
        .Where(entry => entry.GetProperty("sensordatavalues").EnumerateArray().Any(value =>
            value.GetProperty("value_type").ValueEquals(type)
            && decimal.Parse(value.GetProperty("value").GetString()!, CultureInfo.InvariantCulture) is >= 0 and var number && number < below))
        .Select(entry => (Sensor(entry), entry.GetProperty("timestamp").GetString()))
        .Distinct().Count();

    private static long Ms(string timestamp) =>
        DateTimeOffset.Parse(timestamp + "Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
