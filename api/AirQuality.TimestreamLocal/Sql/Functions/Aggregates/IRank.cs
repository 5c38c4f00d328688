using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary>What min and max look for in values of one machine type. NaN loses against every number in both, as in engines of the
/// family.</summary>
internal interface IRank<T>
{
    /// <summary>A row's value; the row is not NULL.</summary>
    static abstract T Read(Vector vector, int row);

    /// <summary>Whether one value stands before another.</summary>
    static abstract bool Beats(T candidate, T other);
}

/// <summary>Smallest integer, timestamp, date, time or interval.</summary>
internal readonly struct MinInt64 : IRank<long>
{
    public static long Read(Vector vector, int row) => ((Int64Vector)vector).Values[row];

    public static bool Beats(long candidate, long other) => candidate < other;
}

/// <summary>Largest integer, timestamp, date, time or interval.</summary>
internal readonly struct MaxInt64 : IRank<long>
{
    public static long Read(Vector vector, int row) => ((Int64Vector)vector).Values[row];

    public static bool Beats(long candidate, long other) => candidate > other;
}

/// <summary>Smallest number.</summary>
internal readonly struct MinDouble : IRank<double>
{
    public static double Read(Vector vector, int row) => ((DoubleVector)vector).Values[row];

    public static bool Beats(double candidate, double other) =>
        candidate < other || (double.IsNaN(other) && !double.IsNaN(candidate));
}

/// <summary>Largest number.</summary>
internal readonly struct MaxDouble : IRank<double>
{
    public static double Read(Vector vector, int row) => ((DoubleVector)vector).Values[row];

    public static bool Beats(double candidate, double other) =>
        candidate > other || (double.IsNaN(other) && !double.IsNaN(candidate));
}

/// <summary>First text by code point.</summary>
internal readonly struct MinText : IRank<string>
{
    public static string Read(Vector vector, int row) => ((TextVector)vector).Values[row];

    public static bool Beats(string candidate, string other) => ValueComparer.CompareText(candidate, other) < 0;
}

/// <summary>Last text by code point.</summary>
internal readonly struct MaxText : IRank<string>
{
    public static string Read(Vector vector, int row) => ((TextVector)vector).Values[row];

    public static bool Beats(string candidate, string other) => ValueComparer.CompareText(candidate, other) > 0;
}

/// <summary>Smallest of values that have no machine type of their own, and of booleans.</summary>
internal readonly struct MinAny : IRank<object>
{
    public static object Read(Vector vector, int row) => vector[row]!;

    public static bool Beats(object candidate, object other) => ValueComparer.Compare(candidate, other) < 0;
}

/// <summary>Largest of values that have no machine type of their own, and of booleans.</summary>
internal readonly struct MaxAny : IRank<object>
{
    public static object Read(Vector vector, int row) => vector[row]!;

    public static bool Beats(object candidate, object other) => ValueComparer.Compare(candidate, other) > 0;
}
