using AirQuality.Api.Store;
using AirQuality.Timestream.Reading;
using FsCheck.Xunit;

namespace AirQuality.Api.Tests.Store;

public sealed class NewestBySensorTests
{
    [Property]
    public void Merge_OfAnyTwoLists_KeepsTheNewestOfEachSensorInOrder((byte Sensor, byte Time)[] known, (byte Sensor, byte Time)[] read)
    {
        var (before, after) = (Distinct(known), Distinct(read));
        var expected = before.Select(reading => (reading.SensorId, reading.TimeMs))
            .Concat(after.Select(reading => (reading.SensorId, reading.TimeMs)))
            .GroupBy(pair => pair.SensorId).Select(sensor => sensor.Max()).Order();

        var merged = NewestBySensor.Merge(before, after);

        Assert.Equal(expected, merged.Select(reading => (reading.SensorId, reading.TimeMs)));
    }

    [Fact]
    public void Merge_OfTheSameInstant_TakesWhatWasReadLast()
    {
        var merged = NewestBySensor.Merge([Reading(1, 5) with { AveragingMinutes = 5 }], [Reading(1, 5) with { AveragingMinutes = 1440 }]);

        Assert.Equal(1440, Assert.Single(merged).AveragingMinutes);
    }

    private static List<StoredReading> Distinct((byte Sensor, byte Time)[] pairs) =>
        [.. pairs.DistinctBy(pair => pair.Sensor).OrderBy(pair => pair.Sensor).Select(pair => Reading(pair.Sensor, pair.Time))];

    private static StoredReading Reading(long sensor, long time) =>
        new() { SensorId = sensor, TimeMs = time, AveragingMinutes = 5, ValueTypes = [], Values = [] };
}
