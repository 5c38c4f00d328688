using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary><c>ORDER BY 2</c> and <c>GROUP BY 1</c>, and the end of a query.</summary>
internal static class Ordinals
{
    /// <summary>The index from 0 of the column that a whole number stands for; null for any other expression.</summary>
    /// <exception cref="SqlException">There is no such column.</exception>
    public static int? Find(Expression expression, int columns, string clause)
    {
        if (expression is not Literal { Value: long number } literal || (literal.Type != SqlType.Integer && literal.Type != SqlType.BigInt))
            return null;
        return number >= 1 && number <= columns
            ? (int)number - 1
            : throw new SqlException(expression.Position, FormattableString.Invariant($"{clause} position {number} is not in select list"));
    }

    /// <summary>Sorts by key columns, cuts, and drops the columns behind the first <paramref name="width"/>.</summary>
    public static Operator SortAndLimit(Operator input, int width, IReadOnlyList<SortItem> items, IReadOnlyList<int> keys, long? limit)
    {
        if (items.Count > 0) input = new SortOperator(input, keys, ExpressionBinder.Directions(items), limit);
        else if (limit is { } rows) input = new LimitOperator(input, rows);
        return input.Types.Count == width ? input : new TakeColumnsOperator(input, width);
    }
}
