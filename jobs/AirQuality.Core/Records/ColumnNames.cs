using System.Buffers;

namespace AirQuality.Core.Records;

/// <summary>The table's columns, and what a feed's value type may be called to become one.</summary>
internal static class ColumnNames
{
    public const string SensorId = "sensor_id";
    public const string SensorPin = "sensor_pin";
    public const string SensorTypeId = "sensor_type_id";
    public const string SensorTypeName = "sensor_type_name";
    public const string SensorTypeManufacturer = "sensor_type_manufacturer";
    public const string LocationId = "location_id";
    public const string Country = "country";
    public const string Latitude = "latitude";
    public const string Longitude = "longitude";
    public const string Altitude = "altitude";
    public const string Index = "aqi";
    public const string IndexPm10 = "aqi_pm10";
    public const string IndexPm25 = "aqi_pm25";
    public const string AveragingMinutes = "averaging_minutes";
    public const string Indoor = "indoor";

    private const int MaxLength = 60;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    // Ours, and the names Timestream keeps for itself (developer guide, Naming constraints). Case is ignored, because SQL readers do.
    private static readonly HashSet<string> Taken = new(StringComparer.OrdinalIgnoreCase)
    {
        SensorId, SensorPin, SensorTypeId, SensorTypeName, SensorTypeManufacturer, LocationId, Country,
        Latitude, Longitude, Altitude, Index, IndexPm10, IndexPm25, AveragingMinutes, Indoor,
        "time", "measure_value", "ts_non_existent_col",
    };

    private static readonly string[] TakenPrefixes = ["ts_", "measure_name"];

    /// <summary>Whether a value type can be a measure under its own name: a letter, then letters, digits and _, 60 in all, not taken.</summary>
    public static bool CanBeMeasure(string name) =>
        name.Length is > 0 and <= MaxLength
        && char.IsAsciiLetter(name[0])
        && !name.AsSpan().ContainsAnyExcept(NameCharacters)
        && !Taken.Contains(name)
        && !TakenPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
