using System.Text.Json;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Protocol.Queries;

/// <summary>Values of any type as the Query API writes them: scalars as text whatever their type.</summary>
internal static class Datum
{
    /// <summary>Writes a value, boxed as <see cref="Vector.this"/> says.</summary>
    /// <exception cref="ServiceException">QueryExecutionException: it is larger than a page.</exception>
    public static void Write(Utf8JsonWriter json, SqlType type, object? value)
    {
        // Checked while it is written: nested values may hold far more than a page.
        if (json.BytesCommitted + json.BytesPending > QueryCursor.LargestPage)
            throw QueryCursor.RowTooLarge();
        json.WriteStartObject();
        if (value is null)
            json.WriteBoolean("NullValue"u8, true);
        else if (type is ArrayType array)
            WriteAll(json, "ArrayValue"u8, (object?[])value, _ => array.Element);
        else if (type is RowType row)
            WriteFields(json, row, (object?[])value);
        else if (type is TimeSeriesType series)
            WriteSeries(json, series.Value, (object?[])value);
        else
            json.WriteString("ScalarValue"u8, ResultText.Format(type, value));
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, RowType row, object?[] fields)
    {
        json.WriteStartObject("RowValue"u8);
        WriteAll(json, "Data"u8, fields, i => row.Fields[i].Type);
        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, ReadOnlySpan<byte> member, object?[] values, Func<int, SqlType> typeOf)
    {
        json.WriteStartArray(member);
        for (int i = 0; i < values.Length; i++)
            Write(json, typeOf(i), values[i]);
        json.WriteEndArray();
    }

    private static void WriteSeries(Utf8JsonWriter json, SqlType valueType, object?[] points)
    {
        json.WriteStartArray("TimeSeriesValue"u8);
        foreach (var point in points.Cast<SeriesPoint>())
        {
            json.WriteStartObject();
            json.WriteString("Time"u8, ResultText.Format(SqlType.Timestamp, point.TimeNs));
            json.WritePropertyName("Value"u8);
            Write(json, valueType, point.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
