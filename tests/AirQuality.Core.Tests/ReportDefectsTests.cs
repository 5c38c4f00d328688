using AirQuality.Core.Cycle;
using AirQuality.Core.Records;
using AirQuality.Core.Tests.Feed;

namespace AirQuality.Core.Tests;

/// <summary>The defects of the report behind this project, as far as they lie in reading, indexing and keeping what is new.</summary>
public sealed class ReportDefectsTests
{
    [Fact]
    public async Task O1_P1IsPm10AndP2IsPm25_NotTheOtherWayRound()
    {
        var reading = await Snapshots.ReadOneAsync(Entries.Of(values: """[{"value":"36","value_type":"P1"},{"value":"39","value_type":"P2"}]"""));

        Assert.Equal((3, 4, 4), (reading.IndexPm10, reading.IndexPm25, reading.Index));
    }

    [Fact]
    public async Task O1_TheP1OfAPpd42ns_IsNotPm10()
    {
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(Entries.WithValue("P1", "\"314.90\"", "PPD42NS")));

        Assert.Equal(1, snapshot.FilteredValues["sensor_type"]);
        Assert.Empty(snapshot.Readings);
    }

    [Theory]
    [InlineData("P2", "11.5", 2)]
    [InlineData("P2", "23.5", 3)]
    [InlineData("P1", "16.5", 2)]
    [InlineData("P1", "100", 9)]
    [InlineData("P1", "100.4", 9)]
    [InlineData("P1", "100.5", 10)]
    public async Task O2_ValueBetweenTwoBands_HasTheIndexOfOne(string type, string value, int expected) =>
        Assert.Equal(expected, (await Snapshots.ReadOneAsync(Entries.WithValue(type, value))).Index);

    [Theory]
    [InlineData("-1")]
    [InlineData("\"NaN\"")]
    [InlineData("\"inf\"")]
    [InlineData("\"\"")]
    public async Task O2_ValueThatIsNone_HasNoIndexRatherThanTen(string value)
    {
        var reading = await Snapshots.ReadOneAsync(Entries.Of(values: $$"""[{"value":{{value}},"value_type":"P1"},{"value":"20","value_type":"temperature"}]"""));

        Assert.Null(reading.Index);
    }

    [Theory]
    [InlineData("""[{"value":"90","value_type":"P1"},{"value":"10","value_type":"P2"}]""", 8)]
    [InlineData("""[{"value":"10","value_type":"P2"},{"value":"90","value_type":"P1"}]""", 8)]
    [InlineData("""[{"value":"90","value_type":"P1"}]""", 8)]
    [InlineData("""[{"value":"10","value_type":"P2"}]""", 1)]
    public async Task O3_Index_IsTheLargerOfWhatIsMeasured(string values, int expected) =>
        Assert.Equal(expected, (await Snapshots.ReadOneAsync(Entries.Of(values: values))).Index);

    [Fact]
    public async Task O4_LateReading_IsNotTakenForOneThatIsStored()
    {
        var held = new HeldReadings(TimeSpan.FromHours(2));
        held.LoadWatermarks([(28489, Entries.TimeMs + 60_000)]);
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(Entries.Of()));

        Assert.Single(held.Classify(snapshot.Readings).Late);
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kathmandu")]
    public async Task O6_Timestamp_IsUtcWhateverTheHostsZone(string zone)
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();

            // The hour that Berlin has twice, and the one that New York lacks.
            Assert.Equal(1_509_237_000_000, (await Snapshots.ReadOneAsync(Entries.Of(timestamp: "\"2017-10-29 00:30:00\""))).TimeMs);
            Assert.Equal(1_520_735_400_000, (await Snapshots.ReadOneAsync(Entries.Of(timestamp: "\"2018-03-11T02:30:00\""))).TimeMs);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public async Task O8_SensorThatMoves_StaysOneSeries()
    {
        var here = RecordBuilder.Build(await Snapshots.ReadOneAsync(Entries.Of(location: """{"id":1,"latitude":"52.5","longitude":"13.4","altitude":"40"}""")));
        var there = RecordBuilder.Build(await Snapshots.ReadOneAsync(Entries.Of(location: """{"id":1,"latitude":"48.1","longitude":"11.6","altitude":"520"}""")));

        Assert.Equal(here.Dimensions, there.Dimensions);
        Assert.Contains(new RecordMeasure("latitude", MeasureType.Double, "48.1"), there.Measures);
        Assert.Contains(new RecordMeasure("altitude", MeasureType.Double, "520"), there.Measures);
    }
}
