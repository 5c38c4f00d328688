namespace AirQuality.TimestreamLocal.Sql.Functions.Values;

/// <summary>Text by Unicode code point, as the dialect counts it; .NET counts UTF-16 units, two for each code point above U+FFFF.</summary>
internal static class CodePoints
{
    /// <summary>How many code points a text has.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
            if (char.IsSurrogatePair(text[i - 1], text[i])) count--;
        return count;
    }

    /// <summary>The index of the unit at which a code point starts, counted from 0; the text's length where it is shorter.</summary>
    public static int UnitIndex(ReadOnlySpan<char> text, long codePoint)
    {
        var unit = 0;
        for (; codePoint > 0 && unit < text.Length; codePoint--)
            unit += unit + 1 < text.Length && char.IsSurrogatePair(text[unit], text[unit + 1]) ? 2 : 1;
        return unit;
    }

    /// <summary>The first code points of a text.</summary>
    public static string Prefix(string text, long count) =>
        count >= text.Length ? text : text[..UnitIndex(text, count)];
}
