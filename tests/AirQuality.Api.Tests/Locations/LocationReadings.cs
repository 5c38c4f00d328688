using AirQuality.Core.Readings;

namespace AirQuality.Api.Tests.Locations;

/// <summary>What the tests of one location ask of the readings that were written.</summary>
internal static class LocationReadings
{
    /// <summary>The locations with the most readings.</summary>
    public static IReadOnlyList<long> Busiest(this IEnumerable<Reading> readings, int count) =>
        [.. readings.Where(reading => reading.LocationId is not null).GroupBy(reading => reading.LocationId!.Value)
            .OrderByDescending(location => location.Count()).ThenBy(location => location.Key).Take(count).Select(location => location.Key)];

    /// <summary>A value or an index of a reading; null where it has none.</summary>
    public static double? ValueOf(this Reading reading, string measure) => measure switch
    {
        "aqi" => reading.Index,
        "aqi_pm10" => reading.IndexPm10,
        "aqi_pm25" => reading.IndexPm25,
        _ => reading.Measurements.Where(value => value.ValueType == measure).Select(value => (double?)value.Value).SingleOrDefault(),
    };
}
