using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>The comparison operators, over the common type of their operands.</summary>
internal static class Comparison
{
    private const string IsDistinct = "IS DISTINCT FROM";

    /// <summary>Whether a symbol is one of these operators.</summary>
    public static bool IsComparison(string symbol) => symbol is "=" or "<>" or "!=" or "<" or "<=" or ">" or ">=" or IsDistinct;

    /// <summary>The operator for two types; null where they cannot be compared.</summary>
    public static ResolvedFunction? Resolve(string symbol, SqlType left, SqlType right)
    {
        if (Coercion.ComparisonType(left, right) is not { } type) return null;
        var binding = symbol == IsDistinct ? Distinct : (type as ScalarType)?.Kind switch
        {
            null => Composite(symbol),
            ScalarKind.Unknown => (_, result) => (_, count, _) => Columns.AllNull(result, count),
            ScalarKind.Boolean => Ordered<bool>(symbol, (a, b) => a.CompareTo(b)),
            ScalarKind.Double => Double(symbol),
            ScalarKind.Varchar => Text(symbol),
            _ => Int64(symbol),
        };
        return new ResolvedFunction(symbol, [type, type], SqlType.Boolean, binding([type, type], SqlType.Boolean));
    }

    private static FunctionBinding Int64(string symbol) => Lift.Of<long, long, bool>(symbol switch
    {
        "=" => (a, b) => a == b,
        "<" => (a, b) => a < b,
        "<=" => (a, b) => a <= b,
        ">" => (a, b) => a > b,
        ">=" => (a, b) => a >= b,
        _ => (a, b) => a != b,
    });

    // IEEE: every comparison with NaN is false, but for <>.
    private static FunctionBinding Double(string symbol) => Lift.Of<double, double, bool>(symbol switch
    {
        "=" => (a, b) => a == b,
        "<" => (a, b) => a < b,
        "<=" => (a, b) => a <= b,
        ">" => (a, b) => a > b,
        ">=" => (a, b) => a >= b,
        _ => (a, b) => a != b,
    });

    private static FunctionBinding Text(string symbol) => symbol switch
    {
        "=" => Lift.Of<string, string, bool>((a, b) => string.Equals(a, b, StringComparison.Ordinal)),
        "<>" or "!=" => Lift.Of<string, string, bool>((a, b) => !string.Equals(a, b, StringComparison.Ordinal)),
        _ => Ordered<string>(symbol, ValueComparer.CompareText),
    };

    private static FunctionBinding Ordered<T>(string symbol, Comparison<T> compare) => Lift.Of<T, T, bool>(symbol switch
    {
        "=" => (a, b) => compare(a, b) == 0,
        "<" => (a, b) => compare(a, b) < 0,
        "<=" => (a, b) => compare(a, b) <= 0,
        ">" => (a, b) => compare(a, b) > 0,
        ">=" => (a, b) => compare(a, b) >= 0,
        _ => (a, b) => compare(a, b) != 0,
    });

    private static FunctionBinding Composite(string symbol) => symbol switch
    {
        "=" => Lift.Maybe<object, object, bool>(ValueComparer.SqlEquals),
        "<>" or "!=" => Lift.Maybe<object, object, bool>((a, b) => !ValueComparer.SqlEquals(a, b)),
        _ => Ordered<object>(symbol, CompareKnown),
    };

    /// <summary>The order of arrays or rows, which a NULL before their first difference leaves unknown: an error, not NULL.</summary>
    private static int CompareKnown(object? a, object? b)
    {
        if (a is null || b is null) throw new SqlException("Arrays and rows with NULL elements have no order");
        if (a is not object?[] left || b is not object?[] right) return ValueComparer.Compare(a, b);
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var order = CompareKnown(left[i], right[i]);
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static Func<Vector[], int, QueryContext, Vector> Distinct(IReadOnlyList<SqlType> parameters, SqlType result) =>
        (arguments, count, _) =>
        {
            var values = new bool[count];
            for (var i = 0; i < count; i++) values[i] = !ValueComparer.RowsEqual(arguments[0], i, arguments[1], i);
            return new BooleanVector(result, values, count);
        };
}
