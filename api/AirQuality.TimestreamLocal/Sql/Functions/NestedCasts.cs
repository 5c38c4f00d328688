using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Casts of arrays, series and rows: their elements are laid out as one vector, cast together, and put back.</summary>
internal static class NestedCasts
{
    /// <summary>An array's elements.</summary>
    public static Func<Vector[], int, QueryContext, Vector> Array(
        ArrayType to, SqlType element, Func<Vector[], int, QueryContext, Vector> cast) => (arguments, count, context) =>
    {
        var arrays = Columns.Values<object?[]>(arguments[0]);
        var elements = new List<object?>();
        for (var i = 0; i < count; i++)
            if (!arguments[0].IsNull(i)) elements.AddRange(arrays[i]);

        var converted = Convert(element, [.. elements], cast, context);
        var results = new object?[count][];
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            if (arguments[0].IsNull(i)) continue;
            results[i] = converted.AsSpan(next, arrays[i].Length).ToArray();
            next += arrays[i].Length;
        }
        return Columns.Build(to, results, count, arguments[0].Nulls);
    };

    /// <summary>A series' values.</summary>
    public static Func<Vector[], int, QueryContext, Vector> TimeSeries(
        TimeSeriesType to, SqlType value, Func<Vector[], int, QueryContext, Vector> cast) => (arguments, count, context) =>
    {
        var series = Columns.Values<object?[]>(arguments[0]);
        var results = new object?[count][];
        for (var i = 0; i < count; i++)
        {
            if (arguments[0].IsNull(i)) continue;
            var converted = Convert(value, System.Array.ConvertAll(series[i], point => ((SeriesPoint)point!).Value), cast, context);
            results[i] = [.. series[i].Select((point, at) => new SeriesPoint(((SeriesPoint)point!).TimeNs, converted[at]))];
        }
        return Columns.Build(to, results, count, arguments[0].Nulls);
    };

    /// <summary>A row's fields, each by its own cast.</summary>
    public static Func<Vector[], int, QueryContext, Vector> Row(
        RowType to, RowType from, Func<Vector[], int, QueryContext, Vector>[] casts) => (arguments, count, context) =>
    {
        var rows = Columns.Values<object?[]>(arguments[0]);
        var results = new object?[count][];
        for (var i = 0; i < count; i++)
            if (!arguments[0].IsNull(i)) results[i] = new object?[casts.Length];

        for (var f = 0; f < casts.Length; f++)
        {
            var field = new object?[count];
            for (var i = 0; i < count; i++)
                if (!arguments[0].IsNull(i)) field[i] = rows[i][f];

            var converted = Convert(from.Fields[f].Type, field, casts[f], context);
            for (var i = 0; i < count; i++)
                if (!arguments[0].IsNull(i)) results[i][f] = converted[i];
        }
        return Columns.Build(to, results, count, arguments[0].Nulls);
    };

    private static object?[] Convert(
        SqlType type, object?[] values, Func<Vector[], int, QueryContext, Vector> cast, QueryContext context)
    {
        var converted = cast([Columns.FromObjects(type, values, values.Length)], values.Length, context);
        var results = new object?[values.Length];
        for (var i = 0; i < results.Length; i++) results[i] = converted[i];
        return results;
    }
}
