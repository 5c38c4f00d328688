using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Store;

/// <summary>What the sensors of one location say now, taken together.</summary>
/// <param name="Reading">
/// As if one sensor had made it: time, place and country of the newest reading, the newest value of each type, and the index of the sensor
/// whose index is highest. Its sensor id means nothing.
/// </param>
/// <param name="Sensors">The newest reading of each sensor, by rising sensor id.</param>
internal sealed record LocationReading(StoredReading Reading, IReadOnlyList<StoredReading> Sensors)
{
    /// <summary>The location's id.</summary>
    public long LocationId => Reading.LocationId!.Value;

    /// <summary>The locations of some readings, by rising location id; readings without one are left out.</summary>
    public static IReadOnlyList<LocationReading> Merge(IEnumerable<StoredReading> readings) =>
        [.. readings.Where(reading => reading.LocationId is not null).GroupBy(reading => reading.LocationId!.Value).OrderBy(group => group.Key).Select(group => Of([.. group]))];

    /// <summary>One location.</summary>
    /// <param name="sensors">The newest reading of each of its sensors, at least one.</param>
    public static LocationReading Of(IReadOnlyList<StoredReading> sensors)
    {
        if (sensors.Count == 1)
            return new(sensors[0], sensors);
        var newestFirst = sensors.OrderByDescending(sensor => sensor.TimeMs).ThenBy(sensor => sensor.SensorId).ToArray();
        var newest = newestFirst[0];
        var placed = Array.Find(newestFirst, sensor => sensor is { Latitude: not null, Longitude: not null }) ?? newest;
        var worst = newestFirst.MaxBy(sensor => sensor.Index ?? 0)!;
        return new(
            newest with
            {
                Country = newestFirst.Select(sensor => sensor.Country).FirstOrDefault(country => country is not null),
                Latitude = placed.Latitude,
                Longitude = placed.Longitude,
                Altitude = placed.Altitude,
                Indoor = newestFirst.Select(sensor => sensor.Indoor).FirstOrDefault(indoor => indoor is not null),

                // An index is told with the mean it was made of.
                AveragingMinutes = (worst.Index is null ? newest : worst).AveragingMinutes,
                IndexPm10 = worst.IndexPm10,
                IndexPm25 = worst.IndexPm25,
                Values = NewestValues(newestFirst, newest.ValueTypes),
            },
            sensors);
    }

    private static double[] NewestValues(StoredReading[] newestFirst, IReadOnlyList<string> valueTypes)
    {
        var values = new double[valueTypes.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Array.Find(newestFirst, sensor => sensor.ValueOf(valueTypes[i]) is not null)?.ValueOf(valueTypes[i]) ?? double.NaN;
        return values;
    }
}
