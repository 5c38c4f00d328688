namespace AirQuality.Timestream.Reading;

/// <summary>The table's columns other than the value types, in the order in which readings are asked for.</summary>
internal static class StoredColumns
{
    public const string SensorId = "sensor_id";
    public const string SensorType = "sensor_type_name";
    public const string SensorTypeId = "sensor_type_id";
    public const string LocationId = "location_id";
    public const string Country = "country";
    public const string Index = "aqi";
    public const string IndexPm10 = "aqi_pm10";
    public const string IndexPm25 = "aqi_pm25";

    public static readonly string[] Dimensions = [SensorType, "sensor_type_manufacturer", "sensor_pin", LocationId, Country];

    public static readonly string[] Positions = ["latitude", "longitude", "altitude"];

    public static readonly string[] Others = ["indoor", "averaging_minutes", IndexPm10, IndexPm25];

    /// <summary>All three.</summary>
    public static readonly string[] All = [.. Dimensions, .. Positions, .. Others];
}
