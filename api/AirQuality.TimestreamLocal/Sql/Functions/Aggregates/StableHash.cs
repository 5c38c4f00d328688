using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary>A 64-bit hash that is the same in every process, so that an estimate is the same each time.</summary>
internal static class StableHash
{
    /// <summary>The hash of a row's value; equal values have equal hashes.</summary>
    public static ulong Of(Vector vector, int row) => vector switch
    {
        Int64Vector x => Mix((ulong)x.Values[row]),
        DoubleVector x => OfDouble(x.Values[row]),
        TextVector x => OfText(x.Values[row]),
        _ => OfObject(vector[row]),
    };

    private static ulong OfObject(object? value) => value switch
    {
        null => 0,
        long x => Mix((ulong)x),
        double x => OfDouble(x),
        string x => OfText(x),
        bool x => Mix(x ? 1UL : 2UL),
        SeriesPoint x => Mix(Mix((ulong)x.TimeNs) ^ OfObject(x.Value)),
        _ => ((object?[])value).Aggregate(17UL, (hash, element) => Mix(hash ^ OfObject(element))),
    };

    private static ulong OfDouble(double value) =>
        Mix(double.IsNaN(value) ? 1 : value == 0 ? 0 : (ulong)BitConverter.DoubleToInt64Bits(value));

    // FNV-1a over the UTF-16 units, then mixed, because its high bits alone spread badly.
    private static ulong OfText(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in text) hash = (hash ^ unit) * 1099511628211UL;
        return Mix(hash);
    }

    // The finaliser of SplitMix64.
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15UL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}
