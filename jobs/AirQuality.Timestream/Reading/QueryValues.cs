using System.Text;
using System.Text.Json;
using Amazon.TimestreamQuery.Model;
using SdkType = Amazon.TimestreamQuery.Model.Type;

namespace AirQuality.Timestream.Reading;

/// <summary>Turns the API's columns and values into names and text.</summary>
internal static class QueryValues
{
    public static QueryColumn ToColumn(ColumnInfo column) => new(column.Name ?? "", TypeText(column.Type));

    public static string?[] ToRow(Row row) => row.Data is { } data ? [.. data.Select(ToText)] : [];

    private static string TypeText(SdkType? type) => type switch
    {
        { ScalarType.Value: { } scalar } => scalar,
        { ArrayColumnInfo: { } item } => $"ARRAY({TypeText(item.Type)})",
        { TimeSeriesMeasureValueColumnInfo: { } item } => $"TIMESERIES({TypeText(item.Type)})",
        { RowColumnInfo: { } fields } => $"ROW({string.Join(", ", fields.Select(FieldText))})",
        _ => "UNKNOWN",
    };

    private static string FieldText(ColumnInfo field) => $"{field.Name} {TypeText(field.Type)}".TrimStart();

    private static string? ToText(Datum datum)
    {
        if (datum.ScalarValue is { } scalar)
            return scalar;
        if (datum is { ArrayValue: null, RowValue: null, TimeSeriesValue: null })
            return null;
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
            Write(json, datum);
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static void Write(Utf8JsonWriter json, Datum? datum)
    {
        switch (datum)
        {
            case { ScalarValue: { } scalar }:
                json.WriteStringValue(scalar);
                break;
            case { ArrayValue: { } items }:
                WriteList(json, items);
                break;
            case { RowValue.Data: { } fields }:
                WriteList(json, fields);
                break;
            case { TimeSeriesValue: { } points }:
                WriteSeries(json, points);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter json, List<Datum> items)
    {
        json.WriteStartArray();
        foreach (var item in items)
            Write(json, item);
        json.WriteEndArray();
    }

    private static void WriteSeries(Utf8JsonWriter json, List<TimeSeriesDataPoint> points)
    {
        json.WriteStartArray();
        foreach (var point in points)
        {
            json.WriteStartObject();
            json.WriteString("time", point.Time);
            json.WritePropertyName("value");
            Write(json, point.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
