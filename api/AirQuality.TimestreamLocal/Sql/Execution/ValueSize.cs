using AirQuality.TimestreamLocal.Sql.Functions.Texts;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>
/// Counts what the values hold that an expression made: the length of long texts; the elements of arrays, rows and series, at every level. Nested values share: <c>repeat(repeat(1, n), n)</c> takes memory for n + n
/// elements, but whoever compares, sorts or prints it meets n × n, and no budget stops them on the way.
/// </summary>
internal static class ValueSize
{
    /// <summary>How many elements one value may have.</summary>
    public const int MaximumElements = 1_000_000;

    /// <summary>Spends what values hold; gives the values.</summary>
    public static Vector Spend(Vector made, Budget budget)
    {
        if (made is TextVector) budget.MakeText(TextLength(made, TextBudget.Long));
        if (made.Type is ScalarType) return made;
        for (var row = 0; row < made.Count; row++) Spend(made.Type, made[row], budget);
        return made;
    }

    /// <summary>Spends the elements of one value.</summary>
    public static void Spend(SqlType type, object? value, Budget budget) => budget.Make(Count(type, value, 0));

    /// <summary>The UTF-16 units of those texts of a column that are longer than <paramref name="shortest"/>.</summary>
    public static long TextLength(Vector column, int shortest)
    {
        if (column is not TextVector texts) return 0;
        var length = 0L;
        for (var row = 0; row < texts.Count; row++)
        {
            if (!texts.IsNull(row) && texts.Values[row].Length > shortest) length += texts.Values[row].Length;
        }

        return length;
    }

    /// <summary>How many elements there are, on top of those counted already.</summary>
    private static int Count(SqlType type, object? value, int counted)
    {
        if (value is not object?[] items) return counted;
        counted += items.Length;
        if (counted > MaximumElements)
            throw new SqlException($"A value with its nested values has more than {MaximumElements} elements");
        for (var i = 0; i < items.Length && HoldsNested(type, i, out var inner); i++)
            counted = Count(inner, items[i] is SeriesPoint point ? point.Value : items[i], counted);
        return counted;
    }

    /// <summary>Whether the elements from one on need a look: those of an array of scalars do not.</summary>
    private static bool HoldsNested(SqlType type, int index, out SqlType inner)
    {
        inner = type switch
        {
            ArrayType array => array.Element,
            TimeSeriesType series => series.Value,
            RowType row => row.Fields[index].Type,
            _ => type,
        };
        return type is RowType || inner is not ScalarType;
    }
}
