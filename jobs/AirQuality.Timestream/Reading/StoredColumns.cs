namespace AirQuality.Timestream.Reading;

/// <summary>The table's columns other than the value types, in the order in which readings are asked for.</summary>
internal static class StoredColumns
{
    public static readonly string[] Dimensions =
        ["sensor_type_name", "sensor_type_manufacturer", "sensor_pin", "location_id", "country"];

    public static readonly string[] Positions = ["latitude", "longitude", "altitude"];

    public static readonly string[] Others = ["indoor", "averaging_minutes", "aqi_pm10", "aqi_pm25"];

    /// <summary>All three.</summary>
    public static readonly string[] All = [.. Dimensions, .. Positions, .. Others];
}
