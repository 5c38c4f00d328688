using AirQuality.Core.Tests.Feed;

namespace AirQuality.Core.Tests.Readings;

/// <summary>Single values that are left out, each for its reason; the reading goes on without them.</summary>
public sealed class ValueFilterTests
{
    [Theory]
    [InlineData("P1", "\"unavailable\"", "not_a_number")]
    [InlineData("P1", "\"\"", "not_a_number")]
    [InlineData("P1", "\"nan\"", "not_a_number")]
    [InlineData("P1", "\"NaN\"", "not_a_number")]
    [InlineData("P1", "\"inf\"", "not_a_number")]
    [InlineData("P1", "\"-Infinity\"", "not_a_number")]
    [InlineData("P1", "\"1,5\"", "not_a_number")]
    [InlineData("P1", "\"unknown\"", "not_a_number")]
    [InlineData("P1", "null", "not_a_number")]
    [InlineData("P1", "true", "not_a_number")]
    [InlineData("P1", "[1]", "not_a_number")]
    [InlineData("P1", "1e400", "out_of_range")]
    [InlineData("P1", "\"1e400\"", "out_of_range")]
    [InlineData("P1", "-1", "negative")]
    [InlineData("P1", "\"-999\"", "negative")]
    [InlineData("P1", "1999.9", "out_of_range")]
    [InlineData("P1", "\"1900.00\"", "out_of_range")]
    [InlineData("P2", "\"999.90\"", "out_of_range")]
    [InlineData("P2", "900", "out_of_range")]
    [InlineData("humidity", "100.01", "out_of_range")]
    [InlineData("humidity", "-0.1", "negative")]
    [InlineData("temperature", "-999", "out_of_range")]
    [InlineData("temperature", "70.1", "out_of_range")]
    [InlineData("temperature", "-50.1", "out_of_range")]
    [InlineData("pressure", "1013.25", "out_of_range")]
    [InlineData("pressure", "120000.1", "out_of_range")]
    [InlineData("pressure_at_sealevel", "84999", "out_of_range")]
    [InlineData("noise_LAeq", "200", "out_of_range")]
    [InlineData("samples", "483462", "diagnostic")]
    [InlineData("min_micro", "114", "diagnostic")]
    [InlineData("max_micro", "27393", "diagnostic")]
    [InlineData("", "1", "unusable_name")]
    [InlineData("1st", "1", "unusable_name")]
    [InlineData("a b", "1", "unusable_name")]
    [InlineData("größe", "1", "unusable_name")]
    [InlineData("time", "1", "unusable_name")]
    [InlineData("Time", "1", "unusable_name")]
    [InlineData("measure_value", "1", "unusable_name")]
    [InlineData("measure_name_2", "1", "unusable_name")]
    [InlineData("ts_x", "1", "unusable_name")]
    [InlineData("latitude", "1", "unusable_name")]
    [InlineData("aqi", "1", "unusable_name")]
    [InlineData("Country", "1", "unusable_name")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890", "1", "unusable_name")]
    public async Task Fault22_ImplausibleValue_IsLeftOutForItsReason(string type, string value, string reason)
    {
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(Entries.WithValue(type, value)));

        Assert.Equal([(reason, 1L)], snapshot.FilteredValues.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(1, snapshot.Filtered["no_values_left"]);
        Assert.Empty(snapshot.Readings);
        Snapshots.AssertConserved(snapshot);
    }

    [Theory]
    [InlineData("P1", "\"1899.99\"", 1899.99)]
    [InlineData("P1", "0", 0)]
    [InlineData("P1", "\" 3.60 \"", 3.6)]
    [InlineData("P1", "3.6e0", 3.6)]
    [InlineData("humidity", "100", 100)]
    [InlineData("temperature", "\"-50\"", -50)]
    [InlineData("temperature", "70", 70)]
    [InlineData("pressure", "85000", 85_000)]
    [InlineData("pressure", "120000", 120_000)]
    [InlineData("counts_per_minute", "61", 61)]
    [InlineData("never_heard_of", "\"-12.5\"", -12.5)]
    [InlineData("a12345678901234567890123456789012345678901234567890123456789", "1", 1)]
    public async Task PlausibleValue_IsKept(string type, string value, double expected)
    {
        var measurement = Assert.Single((await Snapshots.ReadOneAsync(Entries.WithValue(type, value))).Measurements);

        Assert.Equal((type, expected), (measurement.ValueType, measurement.Value));
    }

    [Theory]
    [InlineData("[7]")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{"value":"1"}]""")]
    [InlineData("""[{"value":"1","value_type":null}]""")]
    public async Task Value_WithoutAName_IsLeftOut(string values)
    {
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(Entries.Of(values: values)));

        Assert.Equal(1, snapshot.FilteredValues["unusable_name"]);
    }

    [Fact]
    public async Task Reading_WithNoValuesAtAll_IsFiltered()
    {
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(Entries.Of(values: "[]")));

        Assert.Equal(1, snapshot.Filtered["no_values_left"]);
    }

    [Fact]
    public async Task OneBadValue_BesideAGoodOne_CostsOnlyItself()
    {
        var reading = await Snapshots.ReadOneAsync(Entries.Of(values: """[{"value":"nan","value_type":"P1"},{"value":"12.0","value_type":"P2"}]"""));

        Assert.Equal((null, 2, 2), (reading.IndexPm10, reading.IndexPm25, reading.Index));
    }

    [Theory]
    [InlineData("""{"id":1,"latitude":"0","longitude":"0.0"}""", "bad_coordinates")]
    [InlineData("""{"id":1,"latitude":"90.1","longitude":"0"}""", "bad_coordinates")]
    [InlineData("""{"id":1,"latitude":"1","longitude":"-180.1"}""", "bad_coordinates")]
    [InlineData("""{"id":1,"latitude":"5.148.554.199","longitude":"7"}""", "bad_coordinates")]
    [InlineData("""{"id":1,"latitude":"1","longitude":null}""", "bad_coordinates")]
    [InlineData("""{"id":1,"altitude":"high"}""", "bad_altitude")]
    [InlineData("""{"id":1,"altitude":"99999"}""", "bad_altitude")]
    [InlineData("""{"id":1,"country":"Germany"}""", "bad_country")]
    [InlineData("""{"id":1,"country":"D1"}""", "bad_country")]
    public async Task Place_ThatCannotBe_IsDroppedAndCounted(string location, string reason)
    {
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(Entries.Of(location: location)));

        Assert.Equal([reason], snapshot.FilteredValues.Keys);
        var reading = Assert.Single(snapshot.Readings);
        Assert.Equal((null, null, null, null), (reading.Latitude, reading.Longitude, reading.Altitude, reading.Country));
    }

    [Fact]
    public async Task Place_AtTheEdgeOfTheWorld_IsKept()
    {
        var reading = await Snapshots.ReadOneAsync(Entries.Of(location: """{"id":1,"latitude":"-90","longitude":"180","altitude":"-6.0","country":"xk"}"""));

        Assert.Equal((-90, 180, -6, "XK"), (reading.Latitude, reading.Longitude, reading.Altitude, reading.Country));
    }

    [Fact]
    public async Task DummyPlace_IsFilteredWithItsReading()
    {
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(Entries.Of(location: """{"id":11,"latitude":null,"longitude":null}""")));

        Assert.Equal([("dummy_location", 1L)], snapshot.Filtered.Select(pair => (pair.Key, pair.Value)));
        Snapshots.AssertConserved(snapshot);
    }

    [Fact]
    public async Task Name_OfAbsurdLength_IsDroppedAndCounted()
    {
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(Entries.Of(sensor: Entries.Sensor(1, new string('x', 129)), values: """[{"value":"1","value_type":"temperature"}]""")));

        Assert.Equal(1, snapshot.FilteredValues["text_too_long"]);
        Assert.Null(Assert.Single(snapshot.Readings).SensorTypeName);
    }
}
