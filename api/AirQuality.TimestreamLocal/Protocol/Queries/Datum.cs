using System.Text.Json;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Protocol.Queries;

/// <summary>Values as the Query API writes them: text whatever their type.</summary>
internal static class Datum
{
    /// <summary>Writes a row.</summary>
    /// <exception cref="ServiceException">QueryExecutionException: the row is larger than a page.</exception>
    public static void WriteRow(Utf8JsonWriter json, Vector[] columns, int row)
    {
        json.WriteStartObject();
        json.WriteStartArray("Data"u8);
        foreach (var column in columns)
            Write(json, column, row);
        json.WriteEndArray();
        json.WriteEndObject();
        CheckSize(json);
    }

    // Nested values are checked while they are written: they may hold far more than a page.
    private static void CheckSize(Utf8JsonWriter json)
    {
        if (json.BytesCommitted + json.BytesPending > QueryCursor.LargestPage)
            throw new ServiceException(
                ServiceError.QueryExecution, "Query aborted as max page response size has been exceeded by the output result row");
    }

    private static void Write(Utf8JsonWriter json, Vector column, int row)
    {
        if (column.IsNull(row) || column is ObjectVector)
        {
            Write(json, column.Type, column[row]);
            return;
        }

        json.WriteStartObject();
        json.WriteString("ScalarValue"u8, Text(column, row));
        json.WriteEndObject();
    }

    /// <summary>The text of a scalar, without a box around it.</summary>
    private static string Text(Vector column, int row) => column switch
    {
        TextVector texts => texts.Values[row],
        DoubleVector doubles => ResultText.Double(doubles.Values[row]),
        Int64Vector integers => ResultText.Int64(column.Type)(integers.Values[row]),
        BooleanVector booleans => ResultText.Boolean(booleans.Values[row]),
        _ => ResultText.Format(column.Type, column[row]!),
    };

    private static void Write(Utf8JsonWriter json, SqlType type, object? value)
    {
        CheckSize(json);
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
