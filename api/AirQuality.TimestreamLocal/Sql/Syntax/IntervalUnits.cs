namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <summary>The units of interval literals (Timestream developer guide, Data types: intervals).</summary>
internal static class IntervalUnits
{
    private static readonly Dictionary<string, string> FullNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ns"] = "nanosecond",
        ["us"] = "microsecond",
        ["ms"] = "millisecond",
        ["s"] = "second",
        ["m"] = "minute",
        ["h"] = "hour",
        ["d"] = "day",
        ["y"] = "year",
    };

    private static readonly HashSet<string> Names = new(FullNames.Values.Concat(["week", "month"]), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether this may follow digits without a blank; <c>week</c> may not.</summary>
    public static bool IsShortUnit(ReadOnlySpan<char> unit)
    {
        var text = unit.ToString();
        return FullNames.ContainsKey(text) || (Names.Contains(text) && !text.Equals("week", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether <c>interval '1' unit</c> may name this.</summary>
    public static bool IsUnit(string unit) => Names.Contains(unit);

    /// <summary>The full name in lower case of a unit or its abbreviation.</summary>
    public static string FullName(string unit) => FullNames.GetValueOrDefault(unit, unit).ToLowerInvariant();
}
