using System.Text;
using AirQuality.TimestreamLocal.Sql.Functions.Values;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>Cutting, padding, trimming and replacing.</summary>
internal static class Shaping
{
    /// <summary>Part of a text. Positions count from 1, below zero from the end; a start outside the text gives an empty text.</summary>
    public static string Substring(string text, long start, long length)
    {
        if (start == 0 || length <= 0 || text.Length == 0) return "";
        var count = CodePoints.Count(text);
        var first = start > 0 ? start - 1 : count + start;
        if (first < 0 || first >= count) return "";
        var from = CodePoints.UnitIndex(text, first);
        return CodePoints.Prefix(text[from..], length);
    }

    /// <summary>A text brought to a length: cut at its end, or filled before its start.</summary>
    public static string PadLeft(string text, long length, string padding) => Pad(text, length, padding, left: true);

    /// <summary>A text brought to a length: cut at its end, or filled after it.</summary>
    public static string PadRight(string text, long length, string padding) => Pad(text, length, padding, left: false);

    /// <summary>A text without white space at its ends; a no-break space is not white space here.</summary>
    public static string Trim(string text, bool left, bool right)
    {
        var (start, end) = (0, text.Length);
        while (left && start < end && IsSpace(text[start])) start++;
        while (right && end > start && IsSpace(text[end - 1])) end--;
        return text[start..end];
    }

    /// <summary>Every occurrence replaced. An empty search text is found before each character and at the end.</summary>
    public static string Replace(string text, string search, string replacement)
    {
        if (search.Length > 0)
        {
            if (replacement.Length > search.Length)
                TextBudget.Check(text.Length + (text.AsSpan().Count(search) * (long)(replacement.Length - search.Length)));
            return text.Replace(search, replacement, StringComparison.Ordinal);
        }
        TextBudget.Check(text.Length + ((text.Length + 1L) * replacement.Length));
        var result = new StringBuilder(replacement);
        foreach (var rune in text.EnumerateRunes()) result.Append(rune.ToString()).Append(replacement);
        return result.ToString();
    }

    private static string Pad(string text, long length, string padding, bool left)
    {
        if (length is < 0 or > int.MaxValue) throw new SqlException("Target length must be in the range [0..2147483647]");
        if (padding.Length == 0) throw new SqlException("Padding string must not be empty");
        var missing = length - CodePoints.Count(text);
        if (missing <= 0) return CodePoints.Prefix(text, length);

        var period = CodePoints.Count(padding);
        var (whole, rest) = Math.DivRem(missing, period);
        TextBudget.Check(text.Length + ((whole + 1) * padding.Length));
        var fill = new StringBuilder().Insert(0, padding, (int)whole).Append(CodePoints.Prefix(padding, rest)).ToString();
        return left ? fill + text : text + fill;
    }

    // What Java calls white space.
    private static bool IsSpace(char c) => c is '\u001c' or '\u001d' or '\u001e' or '\u001f'
        || (char.IsWhiteSpace(c) && c is not ('\u0085' or '\u00a0' or '\u2007' or '\u202f'));
}
