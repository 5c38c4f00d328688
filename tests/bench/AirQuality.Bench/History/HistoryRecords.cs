using System.Globalization;
using System.Text.Json;

namespace AirQuality.Bench.History;

/// <summary>Readings as WriteRecords takes them: multi-measure records, what they share hoisted.</summary>
internal static class HistoryRecords
{
    /// <summary>The most records of one request.</summary>
    public const int AtOnce = 100;

    /// <summary>Makes a request.</summary>
    public static byte[] Request(IReadOnlyList<HistoryReading> readings)
    {
        var bytes = new MemoryStream(64 * 1024);
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("DatabaseName"u8, "air_quality"u8);
            json.WriteString("TableName"u8, "readings"u8);
            WriteCommon(json);
            json.WriteStartArray("Records"u8);
            foreach (var reading in readings)
                WriteRecord(json, reading);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    /// <summary>A number of hundredths or thousandths as text without trailing zeros, as a double of that value prints.</summary>
    public static string Decimal(int number, int scale) => ((double)number / scale).ToString(CultureInfo.InvariantCulture);

    private static void WriteCommon(Utf8JsonWriter json)
    {
        json.WriteStartObject("CommonAttributes"u8);
        json.WriteString("MeasureName"u8, "air_quality"u8);
        json.WriteString("MeasureValueType"u8, "MULTI"u8);
        json.WriteStartArray("Dimensions"u8);
        WriteDimension(json, "sensor_pin", "1");
        WriteDimension(json, "sensor_type_id", "14");
        WriteDimension(json, "sensor_type_name", "SDS011");
        WriteDimension(json, "sensor_type_manufacturer", "Nova Fitness");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter json, HistoryReading reading)
    {
        json.WriteStartObject();
        json.WriteString("Time"u8, reading.TimeMs.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("Dimensions"u8);
        WriteDimension(json, "sensor_id", HistoryPlan.SensorId(reading.Sensor));
        WriteDimension(json, "location_id", HistoryPlan.LocationId(reading.Sensor));
        WriteDimension(json, "country", HistoryPlan.Country(reading.Sensor));
        json.WriteEndArray();
        json.WriteStartArray("MeasureValues"u8);
        WriteMeasure(json, "latitude", "DOUBLE", Decimal(HistoryPlan.Latitude(reading.Sensor), 1000));
        WriteMeasure(json, "longitude", "DOUBLE", Decimal(HistoryPlan.Longitude(reading.Sensor), 1000));
        WriteMeasure(json, "P1", "DOUBLE", Decimal(reading.Pm10Hundredths, 100));
        WriteMeasure(json, "P2", "DOUBLE", Decimal(reading.Pm25Hundredths, 100));
        WriteMeasure(json, "aqi", "BIGINT", reading.Aqi.ToString(CultureInfo.InvariantCulture));
        WriteMeasure(json, "averaging_minutes", "BIGINT", "5");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDimension(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("Name"u8, name);
        json.WriteString("Value"u8, value);
        json.WriteEndObject();
    }

    private static void WriteMeasure(Utf8JsonWriter json, string name, string type, string value)
    {
        json.WriteStartObject();
        json.WriteString("Name"u8, name);
        json.WriteString("Type"u8, type);
        json.WriteString("Value"u8, value);
        json.WriteEndObject();
    }
}
