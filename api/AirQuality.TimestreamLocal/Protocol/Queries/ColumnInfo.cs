using System.Text.Json;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Protocol.Queries;

/// <summary>Names and types of result columns, as the Query API writes them.</summary>
internal static class ColumnInfo
{
    /// <summary>Writes the member <c>ColumnInfo</c>.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ResultColumn> columns)
    {
        json.WriteStartArray("ColumnInfo"u8);
        foreach (var column in columns)
            WriteOne(json, column.Name, column.Type);
        json.WriteEndArray();
    }

    /// <summary>Writes one: a column, a parameter, or what is inside an array or a time series, which has no name.</summary>
    public static void WriteOne(Utf8JsonWriter json, string? name, SqlType type)
    {
        json.WriteStartObject();
        if (name is not null)
            json.WriteString("Name"u8, name);
        WriteType(json, type);
        json.WriteEndObject();
    }

    /// <summary>Writes the member <c>Type</c>.</summary>
    public static void WriteType(Utf8JsonWriter json, SqlType type)
    {
        json.WriteStartObject("Type"u8);
        switch (type)
        {
            case ArrayType array:
                json.WritePropertyName("ArrayColumnInfo"u8);
                WriteOne(json, null, array.Element);
                break;
            case TimeSeriesType series:
                json.WritePropertyName("TimeSeriesMeasureValueColumnInfo"u8);
                WriteOne(json, null, series.Value);
                break;
            case RowType row:
                json.WriteStartArray("RowColumnInfo"u8);
                foreach (var field in row.Fields)
                    WriteOne(json, field.Name, field.Type);
                json.WriteEndArray();
                break;
            default:
                json.WriteString("ScalarType"u8, ((ScalarType)type).WireName);
                break;
        }

        json.WriteEndObject();
    }
}
