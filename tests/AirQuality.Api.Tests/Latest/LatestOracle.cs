using System.Globalization;
using System.Text.Json;
using AirQuality.Core.Readings;

namespace AirQuality.Api.Tests.Latest;

/// <summary>The newest readings as they follow from what was written, by plain means.</summary>
internal static class LatestOracle
{
    /// <summary>The newest reading of each sensor, by rising id.</summary>
    public static IReadOnlyList<Reading> Newest(IEnumerable<Reading> readings) =>
        [.. readings.GroupBy(reading => reading.SensorId).Select(sensor => sensor.MaxBy(reading => reading.TimeMs)!).OrderBy(reading => reading.SensorId)];

    /// <summary>Kilometres between two places, by the spherical law of cosines.</summary>
    public static double KilometresBetween(double latitude, double longitude, double otherLatitude, double otherLongitude)
    {
        var (here, there) = (latitude * Math.PI / 180, otherLatitude * Math.PI / 180);
        var apart = (otherLongitude - longitude) * Math.PI / 180;
        var cosine = (Math.Sin(here) * Math.Sin(there)) + (Math.Cos(here) * Math.Cos(there) * Math.Cos(apart));
        return 6371.0088 * Math.Acos(Math.Clamp(cosine, -1, 1));
    }

    /// <summary>A reading's value; null where it has none.</summary>
    public static double? ValueOf(Reading reading, string valueType)
    {
        foreach (var measurement in reading.Measurements)
            if (measurement.ValueType == valueType)
                return measurement.Value;
        return null;
    }

    /// <summary>Everything that an answer tells of a reading, as one line.</summary>
    public static string Line(Reading reading) => string.Create(CultureInfo.InvariantCulture,
        $"{reading.SensorId}|{reading.SensorTypeName}|{reading.SensorTypeManufacturer}|{reading.SensorPin}|{reading.LocationId}|{reading.Country}|{reading.Latitude}|{reading.Longitude}|{reading.Altitude}|{reading.Indoor}|{reading.TimeMs}|{reading.AveragingMinutes}|{reading.Index}|{reading.IndexPm10}|{reading.IndexPm25}|{Values(reading)}");

    /// <summary>The same of a result.</summary>
    public static string Line(JsonElement result)
    {
        var index = result.GetProperty("index");
        var hasIndex = index.ValueKind == JsonValueKind.Object;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Whole(result, "sensorId")}|{Text(result, "sensorType")}|{Text(result, "manufacturer")}|{Text(result, "pin")}|{Whole(result, "locationId")}|{Text(result, "country")}|{Number(result, "latitude")}|{Number(result, "longitude")}|{Number(result, "altitude")}|{Flag(result, "indoor")}|{result.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds()}|{Whole(result, "averagingMinutes")}|{(hasIndex ? Whole(index, "value") : null)}|{(hasIndex ? Whole(index, "pm10") : null)}|{(hasIndex ? Whole(index, "pm25") : null)}|{Values(result)}");
    }

    private static string Values(Reading reading) => string.Join(',',
        reading.Measurements.OrderBy(value => value.ValueType, StringComparer.Ordinal).Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.ValueType}={value.Value}")));

    private static string Values(JsonElement result) => string.Join(',',
        result.GetProperty("measurements").EnumerateObject().OrderBy(value => value.Name, StringComparer.Ordinal)
            .Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Name}={value.Value.GetDouble()}")));

    private static string? Text(JsonElement result, string name) => result.GetProperty(name).GetString();

    private static long? Whole(JsonElement result, string name) =>
        result.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;

    private static double? Number(JsonElement result, string name) =>
        result.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static bool? Flag(JsonElement result, string name) => result.GetProperty(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
