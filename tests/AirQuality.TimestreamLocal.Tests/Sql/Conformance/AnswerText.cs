using System.Globalization;
using System.Text.Json;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Tests.Sql.Conformance;

/// <summary>Values and types in the form of the vectors. Doubles of approximate vectors are cut to nine digits, on both sides.</summary>
internal sealed class AnswerText(bool approx)
{
    public string Of(SqlType type, object? value) => (type, value) switch
    {
        (_, null) => "null",
        (ArrayType array, object?[] items) => List(items.Select(item => Of(array.Element, item))),
        (RowType row, object?[] fields) => List(fields.Select((field, i) => Of(row.Fields[i].Type, field))),
        (TimeSeriesType series, object?[] points) => List(points.Cast<SeriesPoint>().Select(
            point => List([Of(SqlType.Timestamp, point.TimeNs), Of(series.Value, point.Value)]))),
        _ => Quote(Cut(ResultText.Format(type, value))),
    };

    public string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Array => List(value.EnumerateArray().Select(Of)),
        _ => Quote(Cut(value.GetString()!)),
    };

    public static string Of(SqlType type) => type switch
    {
        ScalarType scalar => scalar.WireName,
        ArrayType array => $"ARRAY({Of(array.Element)})",
        TimeSeriesType series => $"TIMESERIES({Of(series.Value)})",
        RowType row => $"ROW({string.Join(", ", row.Fields.Select(Of))})",
        _ => throw new InvalidOperationException($"Unknown type {type}"),
    };

    private static string Of(RowField field) => field.Name is null ? Of(field.Type) : $"{field.Name} {Of(field.Type)}";

    private string Cut(string text)
    {
        var isReal = approx && text.AsSpan().IndexOfAny('.', 'E') >= 0;
        return isReal && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value.ToString("E8", CultureInfo.InvariantCulture)
            : text;
    }

    private static string List(IEnumerable<string> items) => $"[{string.Join(",", items)}]";

    private static string Quote(string text) => $"'{text}'";
}
