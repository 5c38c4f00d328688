using AirQuality.Api.Tests.Hosting;
using AirQuality.Core.Readings;

namespace AirQuality.Api.Tests.Latest;

/// <summary>What must be served, from what was written and not from what the API holds.</summary>
internal static class Newest
{
    /// <summary>The newest reading of each sensor, by rising sensor id.</summary>
    public static IReadOnlyList<Reading> BySensor(FilledStore store) =>
        [.. store.Readings.GroupBy(reading => reading.SensorId).Select(sensor => sensor.MaxBy(reading => reading.TimeMs)!).OrderBy(reading => reading.SensorId)];

    /// <summary>The value of a type; null where there is none.</summary>
    public static double? Value(Reading reading, string type) =>
        reading.Measurements.Where(measurement => measurement.ValueType == type).Select(measurement => (double?)measurement.Value).FirstOrDefault();

    /// <summary>The band of an index, after Defra's table.</summary>
    public static string Band(int index) => index switch { <= 3 => "Low", <= 6 => "Moderate", <= 9 => "High", _ => "Very High" };
}
