using System.Globalization;
using System.Text;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>Java's escapes that mean something else, or nothing, to .NET.</summary>
internal static class JavaEscapes
{
    private const string Word = "a-zA-Z0-9_";
    private const string Space = " \\t\\n\\x0B\\f\\r";
    private const string Horizontal = " \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000";

    private static readonly Dictionary<string, string> Properties = new(StringComparer.Ordinal)
    {
        ["Lower"] = "a-z",
        ["Upper"] = "A-Z",
        ["ASCII"] = "\\x00-\\x7F",
        ["Alpha"] = "a-zA-Z",
        ["Digit"] = "0-9",
        ["Alnum"] = "a-zA-Z0-9",
        ["Punct"] = "!-/:-@\\[-`{-~",
        ["Graph"] = "!-~",
        ["Print"] = " -~",
        ["Blank"] = " \\t",
        ["Cntrl"] = "\\x00-\\x1F\\x7F",
        ["XDigit"] = "0-9a-fA-F",
        ["Space"] = Space,
        ["IsAlphabetic"] = "\\p{L}\\p{Nl}",
        ["IsLetter"] = "\\p{L}",
        ["IsDigit"] = "\\p{Nd}",
        ["IsLowercase"] = "\\p{Ll}",
        ["IsUppercase"] = "\\p{Lu}",
        ["IsPunctuation"] = "\\p{P}",
        ["IsLatin"] = "a-zA-Z\\u00AA\\u00BA\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02B8\\u1E00-\\u1EFF",
    };

    /// <summary>The letter of the escape at a place.</summary>
    public static char Letter(string pattern, int at) =>
        at + 1 < pattern.Length ? pattern[at + 1] : throw new ArgumentException("the pattern ends with a backslash");

    /// <summary>The translation of an escape for a place, not a character, outside a class; null where .NET reads it as Java does.</summary>
    public static string? FindPlace(char letter) => letter switch
    {
        'b' => $"(?:(?<=[{Word}])(?![{Word}])|(?<![{Word}])(?=[{Word}]))",
        'B' => $"(?:(?<=[{Word}])(?=[{Word}])|(?<![{Word}])(?![{Word}]))",
        'R' => "(?:\\r\\n|[\\n\\x0B\\f\\r\\x85\\u2028\\u2029])",
        _ => null,
    };

    /// <summary>The characters that an escape such as <c>\d</c>, <c>\W</c> or <c>\p{Alpha}</c> stands for, as the inside of a .NET
    /// class, whether it means all others, and the escape's length; null for any other escape.</summary>
    public static (string Set, bool Negated, int Length)? FindSet(string pattern, int at)
    {
        var letter = Letter(pattern, at);
        var negated = char.IsAsciiLetterUpper(letter);
        return char.ToLowerInvariant(letter) switch
        {
            'd' => ("0-9", negated, 2),
            'w' => (Word, negated, 2),
            's' => (Space, negated, 2),
            'h' => (Horizontal, negated, 2),
            'p' => FindProperty(pattern, at + 2) is var (set, length) ? (set, negated, 2 + length) : null,
            _ => null,
        };
    }

    /// <summary>The code point of <c>\x{…}</c>, and the escape's length; null for any other escape.</summary>
    public static (Rune Rune, int Length)? FindCodePoint(string pattern, int at)
    {
        if (string.CompareOrdinal(pattern, at, "\\x{", 0, 3) != 0) return null;
        var end = pattern.IndexOf('}', at);
        var digits = end < 0 ? [] : pattern.AsSpan((at + 3)..end);
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.IsValid(code))
            throw new ArgumentException("\\x{…} holds no code point");
        return (new Rune(code), end + 1 - at);
    }

    private static (string Set, int Length)? FindProperty(string pattern, int at)
    {
        if (at >= pattern.Length) return null;
        if (pattern[at] != '{') return ($"\\p{{{pattern[at]}}}", 1);
        var end = pattern.IndexOf('}', at);
        if (end < 0) return null;
        var name = pattern[(at + 1)..end];
        return (Properties.TryGetValue(name, out var set) ? set : $"\\p{{{name}}}", end + 1 - at);
    }
}
