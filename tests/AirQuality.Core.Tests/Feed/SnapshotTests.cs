using System.Text.Json;
using AirQuality.Core.Feed;

namespace AirQuality.Core.Tests.Feed;

public sealed class SnapshotTests
{
    [Fact]
    public async Task ShiftedBy_MovesEveryTimeAndNothingElse()
    {
        var snapshot = await Snapshots.ReadAsync(Fixtures.Feed("data.json.v1.2020-04-19.area-milano.json"));

        var shifted = snapshot.ShiftedBy(TimeSpan.FromHours(-3));

        Assert.Equal((snapshot.OldestMs - 10_800_000, snapshot.NewestMs - 10_800_000), (shifted.OldestMs, shifted.NewestMs));
        Assert.Equal(Snapshots.Describe(snapshot), Snapshots.Describe(shifted.ShiftedBy(TimeSpan.FromHours(3))));
    }

    [Fact]
    public async Task Averaging_OfTheOptions_IsOnEveryReading()
    {
        var snapshot = await Snapshots.ReadAsync(
            Entries.Feed(Entries.Of()), options: new SnapshotOptions { AveragingMinutes = 1440 });

        Assert.Equal(1440, Assert.Single(snapshot.Readings).AveragingMinutes);
    }

    [Theory]
    [InlineData(0, 262_144, 64)]
    [InlineData(5, 1_023, 64)]
    [InlineData(5, 100_000_000, 64)]
    [InlineData(5, 262_144, 7)]
    public async Task Options_OutOfRange_AreRefused(int minutes, int bytes, int depth)
    {
        var options = new SnapshotOptions { AveragingMinutes = minutes, MaxEntryBytes = bytes, MaxEntryDepth = depth };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Snapshots.ReadAsync("[]", options: options));
    }

    [Fact]
    public void ReasonCounts_Serialised_AreAJsonObjectInOrder()
    {
        var counts = new ReasonCounts();
        counts.Add("b");
        counts.Add("a", 2);
        counts.Add("b");

        Assert.Equal("""{"a":2,"b":2}""", JsonSerializer.Serialize(counts));
        Assert.Equal((4, 0), (counts.Total, counts["c"]));
    }

    [Fact]
    public void ReasonCounts_OfAHostileFeed_StayFew()
    {
        var counts = new ReasonCounts();
        for (var i = 0; i < 10_000; i++)
            counts.Add($"reason {i}");

        Assert.Equal((257, 10_000), (counts.Count, counts.Total));
        Assert.Equal(9_744, counts[ReasonCounts.Others]);
    }

    [Fact]
    public async Task NoIndex_IsCountedForWhatKindOfSensorItIs()
    {
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(
            Entries.Of(sensor: Entries.Sensor(1, "BME280"), values: """[{"value":"20","value_type":"temperature"}]"""),
            Entries.Of(sensor: Entries.Sensor(2, "SDS011"), values: """[{"value":"20","value_type":"temperature"}]"""),
            Entries.Of(sensor: Entries.Sensor(3, "SDS011"))));

        Assert.Equal([("no_particulate_sensor", 1L), ("no_valid_value", 1L)], snapshot.NoIndex.Select(pair => (pair.Key, pair.Value)));
    }
}
