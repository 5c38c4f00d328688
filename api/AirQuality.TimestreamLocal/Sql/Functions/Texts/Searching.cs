using AirQuality.TimestreamLocal.Sql.Functions.Values;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>Finding parts of a text and splitting at them.</summary>
internal static class Searching
{
    /// <summary>Where a part stands for the nth time, from the end for a negative n; 0 where it does not.</summary>
    public static long Position(string text, string part, long instance)
    {
        if (instance == 0) throw new SqlException("'instance' must be a positive or negative number.");
        if (part.Length == 0) return 1;
        var at = instance > 0 ? -1 : text.Length;
        for (var left = Math.Abs(instance); left > 0; left--)
        {
            at = instance > 0 ? text.IndexOf(part, at + 1, StringComparison.Ordinal) : LastBefore(text, part, at);
            if (at < 0) return 0;
        }
        return CodePoints.Count(text.AsSpan(0, at)) + 1;
    }

    /// <summary>The pieces between delimiters, at most so many, the last of which holds the rest.</summary>
    public static object?[] Split(string text, string delimiter, long limit)
    {
        if (delimiter.Length == 0) throw new SqlException("The delimiter may not be the empty string");
        if (limit is <= 0 or > int.MaxValue) throw new SqlException("Limit must be between 1 and 2147483647");
        return [.. text.Split(delimiter, (int)limit, StringSplitOptions.None)];
    }

    /// <summary>The nth piece between delimiters, counted from 1; null past the last. An empty delimiter splits into characters.</summary>
    public static string? SplitPart(string text, string delimiter, long index)
    {
        if (index <= 0) throw new SqlException("Index must be greater than zero");
        if (delimiter.Length == 0)
            return index <= CodePoints.Count(text) ? Shaping.Substring(text, index, 1) : null;

        var start = 0;
        for (; index > 1; index--)
        {
            var next = text.IndexOf(delimiter, start, StringComparison.Ordinal);
            if (next < 0) return null;
            start = next + delimiter.Length;
        }
        var end = text.IndexOf(delimiter, start, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    private static int LastBefore(string text, string part, int before)
    {
        var end = Math.Min(text.Length, before + part.Length - 1);
        return end < part.Length ? -1 : text.AsSpan(0, end).LastIndexOf(part, StringComparison.Ordinal);
    }
}
