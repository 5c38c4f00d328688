using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>
/// Order, equality and hash of values, boxed as <see cref="Vector.this"/> says, and of rows of vectors. Both sides have one type.
/// NaN equals itself and stands above Infinity, -0.0 equals 0.0, text goes by code point, arrays and rows by their first difference.
/// NULL equals NULL and stands last; <see cref="SqlEquals"/> is the three-valued <c>=</c> of the language.
/// </summary>
internal sealed class ValueComparer : IComparer<object?>, IEqualityComparer<object?>
{
    /// <summary>The comparer, for sorted and hashed collections.</summary>
    public static readonly ValueComparer Instance = new();

    int IComparer<object?>.Compare(object? x, object? y) => Compare(x, y);

    bool IEqualityComparer<object?>.Equals(object? x, object? y) => Equal(x, y);

    int IEqualityComparer<object?>.GetHashCode(object? obj) => Hash(obj);

    /// <summary>The order of two values, NULL last.</summary>
    public static int Compare(object? a, object? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (long x, long y) => x.CompareTo(y),
        (double x, double y) => CompareDoubles(x, y),
        (string x, string y) => CompareText(x, y),
        (bool x, bool y) => x.CompareTo(y),
        (SeriesPoint x, SeriesPoint y) => x.TimeNs != y.TimeNs ? x.TimeNs.CompareTo(y.TimeNs) : Compare(x.Value, y.Value),
        (object?[] x, object?[] y) => CompareLists(x, y),
        _ => throw new InvalidOperationException($"Values of different types: {a.GetType()} and {b.GetType()}"),
    };

    /// <summary>Whether two values are not distinct.</summary>
    public static bool Equal(object? a, object? b) => (a, b) switch
    {
        (string x, string y) => string.Equals(x, y, StringComparison.Ordinal),
        (object?[] x, object?[] y) when x.Length != y.Length => false,
        _ => Compare(a, b) == 0,
    };

    /// <summary>A hash that agrees with <see cref="Equal"/>.</summary>
    public static int Hash(object? value) => value switch
    {
        null => 0,
        long x => x.GetHashCode(),
        double x => HashDouble(x),
        string x => string.GetHashCode(x, StringComparison.Ordinal),
        bool x => x ? 1 : 2,
        SeriesPoint x => HashCode.Combine(x.TimeNs, Hash(x.Value)),
        _ => HashList((object?[])value),
    };

    /// <summary>The language's <c>=</c>: null (unknown) where a NULL inside decides, and NaN equals nothing.</summary>
    public static bool? SqlEquals(object? a, object? b)
    {
        if (a is null || b is null) return null;
        if (a is double x && b is double y) return x == y;
        if (a is not object?[] left || b is not object?[] right) return Equal(a, b);
        if (left.Length != right.Length) return false;
        bool? result = true;
        for (var i = 0; i < left.Length; i++)
        {
            var same = SqlEquals(left[i], right[i]);
            if (same is false) return false;
            result &= same;
        }
        return result;
    }

    /// <summary>The order of two doubles: NaN above Infinity, -0.0 with 0.0.</summary>
    public static int CompareDoubles(double a, double b)
    {
        if (a < b) return -1;
        if (a > b) return 1;
        return a == b ? 0 : double.IsNaN(a).CompareTo(double.IsNaN(b));
    }

    /// <summary>The order of two texts by code point. UTF-16 units order like code points but for surrogates, which stand for code
    /// points above every other unit.</summary>
    public static int CompareText(string a, string b)
    {
        var at = a.AsSpan().CommonPrefixLength(b);
        if (at == a.Length || at == b.Length) return a.Length.CompareTo(b.Length);
        var (x, y) = (a[at], b[at]);
        var (highX, highY) = (char.IsSurrogate(x), char.IsSurrogate(y));
        return highX == highY ? x.CompareTo(y) : highX.CompareTo(highY);
    }

    /// <summary>The order of two rows, NULL last, without boxing scalars.</summary>
    public static int CompareRows(Vector a, int rowA, Vector b, int rowB)
    {
        var (nullA, nullB) = (a.IsNull(rowA), b.IsNull(rowB));
        if (nullA || nullB) return nullA.CompareTo(nullB);
        return (a, b) switch
        {
            (Int64Vector x, Int64Vector y) => x.Values[rowA].CompareTo(y.Values[rowB]),
            (DoubleVector x, DoubleVector y) => CompareDoubles(x.Values[rowA], y.Values[rowB]),
            (TextVector x, TextVector y) => CompareText(x.Values[rowA], y.Values[rowB]),
            (BooleanVector x, BooleanVector y) => x.Values[rowA].CompareTo(y.Values[rowB]),
            _ => Compare(a[rowA], b[rowB]),
        };
    }

    /// <summary>Whether two rows are not distinct, without boxing scalars.</summary>
    public static bool RowsEqual(Vector a, int rowA, Vector b, int rowB)
    {
        var (nullA, nullB) = (a.IsNull(rowA), b.IsNull(rowB));
        if (nullA || nullB) return nullA == nullB;
        return (a, b) switch
        {
            (Int64Vector x, Int64Vector y) => x.Values[rowA] == y.Values[rowB],
            (DoubleVector x, DoubleVector y) => CompareDoubles(x.Values[rowA], y.Values[rowB]) == 0,
            (TextVector x, TextVector y) => string.Equals(x.Values[rowA], y.Values[rowB], StringComparison.Ordinal),
            (BooleanVector x, BooleanVector y) => x.Values[rowA] == y.Values[rowB],
            _ => Equal(a[rowA], b[rowB]),
        };
    }

    /// <summary>A hash of a row that agrees with <see cref="RowsEqual"/>, without boxing scalars.</summary>
    public static int HashRow(Vector vector, int row) => vector.IsNull(row) ? 0 : vector switch
    {
        Int64Vector x => x.Values[row].GetHashCode(),
        DoubleVector x => HashDouble(x.Values[row]),
        TextVector x => string.GetHashCode(x.Values[row], StringComparison.Ordinal),
        BooleanVector x => x.Values[row] ? 1 : 2,
        _ => Hash(vector[row]),
    };

    private static int HashDouble(double value) => double.IsNaN(value) ? 3 : value == 0 ? 4 : value.GetHashCode();

    private static int HashList(object?[] values)
    {
        var hash = new HashCode();
        foreach (var value in values) hash.Add(Hash(value));
        return hash.ToHashCode();
    }

    private static int CompareLists(object?[] a, object?[] b)
    {
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            var order = Compare(a[i], b[i]);
            if (order != 0) return order;
        }
        return a.Length.CompareTo(b.Length);
    }
}
