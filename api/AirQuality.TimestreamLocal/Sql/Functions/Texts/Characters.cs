using System.Globalization;
using System.Text;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>Single characters, and texts one character at a time.</summary>
internal static class Characters
{
    /// <summary>The text of a Unicode code point.</summary>
    public static string FromCodePoint(long codePoint) =>
        codePoint is >= 0 and <= 0x10FFFF && Rune.IsValid((int)codePoint)
            ? new Rune((int)codePoint).ToString()
            : throw new SqlException(string.Create(CultureInfo.InvariantCulture, $"Not a valid Unicode code point: {codePoint}"));

    /// <summary>The code point of a text that is one character.</summary>
    public static long ToCodePoint(string text) =>
        Rune.DecodeFromUtf16(text, out var rune, out var units) == System.Buffers.OperationStatus.Done && units == text.Length
            ? rune.Value
            : throw new SqlException($"codepoint takes a text of one character, not '{text}'");

    /// <summary>Lower case, one character for one: the mappings of Unicode that need no language and no context.</summary>
    public static string Lower(string text) => text.ToLowerInvariant().Replace('\u0130', 'i');

    /// <summary>Upper case, one character for one: ß stays ß.</summary>
    public static string Upper(string text) => text.ToUpperInvariant().Replace('\u0131', 'I');

    /// <summary>The characters in reverse order; surrogate pairs stay whole.</summary>
    public static string Reverse(string text) => string.Create(text.Length, text, static (target, text) =>
    {
        text.CopyTo(target);
        target.Reverse();
        for (var i = 1; i < target.Length; i++)
            if (char.IsSurrogatePair(target[i], target[i - 1])) (target[i - 1], target[i]) = (target[i], target[i - 1]);
    });
}
