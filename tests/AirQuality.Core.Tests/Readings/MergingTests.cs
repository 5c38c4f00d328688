using AirQuality.Core.Tests.Feed;

namespace AirQuality.Core.Tests.Readings;

/// <summary>Entries of one sensor and time become one reading, whichever comes first.</summary>
public sealed class MergingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DifferentValues_OfOneTime_JoinInOneReading(bool reversed)
    {
        string[] entries =
        [
            Entries.Of(id: "1", values: """[{"value":"36","value_type":"P1"}]"""),
            Entries.Of(id: "2", values: """[{"value":"39","value_type":"P2"}]"""),
        ];
        if (reversed)
            Array.Reverse(entries);

        var snapshot = await Snapshots.ReadAsync(Entries.Feed(entries));

        var reading = Assert.Single(snapshot.Readings);
        Assert.Equal(["P2", "P1"], reading.Measurements.Select(m => m.ValueType));
        Assert.Equal((3, 4, 4), (reading.IndexPm10, reading.IndexPm25, reading.Index));
        Assert.Equal((2, 1), (snapshot.Entries, snapshot.Merged));
        Assert.Empty(snapshot.FilteredValues);
    }

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("3,2,1")]
    [InlineData("3,1,2")]
    [InlineData("2,1,3")]
    public async Task ConflictingEntries_TheHigherIdWins(string order)
    {
        var entries = order.Split(',').Select(id => Entries.Of(
            id: id,
            location: $$"""{"id":{{100 + int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)}}}""",
            values: id == "3" ? """[{"value":"1","value_type":"P2"}]""" : $$"""[{"value":"{{id}}0","value_type":"P1"},{"value":"{{id}}0","value_type":"P2"}]"""));

        var snapshot = await Snapshots.ReadAsync(Entries.Feed(entries));

        var reading = Assert.Single(snapshot.Readings);
        Assert.Equal([("P2", 1), ("P1", 20)], reading.Measurements.Select(m => (m.ValueType, m.Value)));
        Assert.Equal((103, 2, 1), (reading.LocationId, reading.IndexPm10, reading.IndexPm25));
        Assert.Equal((2, 3), (snapshot.Merged, snapshot.FilteredValues["duplicate_value"]));
    }

    [Fact]
    public async Task FilteredValue_OfTheHigherId_LeavesTheOtherEntrysValue()
    {
        var reading = Assert.Single((await Snapshots.ReadAsync(Entries.Feed(
            Entries.Of(id: "9", values: """[{"value":"nan","value_type":"P1"}]"""),
            Entries.Of(id: "1", values: """[{"value":"12","value_type":"P1"}]""")))).Readings);

        Assert.Equal(12, Assert.Single(reading.Measurements).Value);
    }

    [Fact]
    public async Task SameSensorAtTwoTimes_StaysTwoReadings()
    {
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(Entries.Of(), Entries.Of(timestamp: "\"2026-09-28 20:51:56\"")));

        Assert.Equal((2, 0), (snapshot.Readings.Count, snapshot.Merged));
    }

    [Theory]
    [InlineData("""[{"id":1,"value":"5","value_type":"P1"},{"id":2,"value":"4","value_type":"P1"}]""", 4)]
    [InlineData("""[{"id":2,"value":"4","value_type":"P1"},{"id":1,"value":"5","value_type":"P1"}]""", 4)]
    [InlineData("""[{"value":"4","value_type":"P1"},{"value":"5","value_type":"P1"}]""", 5)]
    public async Task ValueTwiceInOneEntry_TheHigherValueIdWinsAndTheOtherIsCounted(string values, double expected)
    {
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(Entries.Of(values: values)));

        Assert.Equal(expected, Assert.Single(Assert.Single(snapshot.Readings).Measurements).Value);
        Assert.Equal(1, snapshot.FilteredValues["duplicate_value"]);
    }

    [Fact]
    public async Task Fault23_SensorWithTwoTypes_IsOneReadingOfTheHigherEntry()
    {
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(
            Entries.Of(id: "5", sensor: Entries.Sensor(7, "PPD42NS")),
            Entries.Of(id: "6", sensor: Entries.Sensor(7, "SDS011"))));

        Assert.Equal("SDS011", Assert.Single(snapshot.Readings).SensorTypeName);
        Assert.Equal(2, snapshot.FilteredValues["sensor_type"]);
    }

    [Fact]
    public async Task Fault23_TwoSensorsOfOneLocation_StayTwoReadings()
    {
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(Entries.Of(sensor: Entries.Sensor(1)), Entries.Of(sensor: Entries.Sensor(2))));

        Assert.Equal([1L, 2L], snapshot.Readings.Select(reading => reading.SensorId));
        Assert.Equal(snapshot.Readings[0].LocationId, snapshot.Readings[1].LocationId);
    }
}
