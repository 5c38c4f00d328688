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

    /// <summary>The translation of a one-letter escape; null where .NET reads it as Java does.</summary>
    public static string? Find(char letter, bool inClass) => letter switch
    {
        'd' => Set("0-9", negated: false, inClass),
        'D' => Set("0-9", negated: true, inClass),
        'w' => Set(Word, negated: false, inClass),
        'W' => Set(Word, negated: true, inClass),
        's' => Set(Space, negated: false, inClass),
        'S' => Set(Space, negated: true, inClass),
        'h' => Set(Horizontal, negated: false, inClass),
        'b' when !inClass => $"(?:(?<=[{Word}])(?![{Word}])|(?<![{Word}])(?=[{Word}]))",
        'B' when !inClass => $"(?:(?<=[{Word}])(?=[{Word}])|(?<![{Word}])(?![{Word}]))",
        'R' when !inClass => "(?:\\r\\n|[\\n\\x0B\\f\\r\\x85\\u2028\\u2029])",
        _ => null,
    };

    /// <summary>The translation of a property's name at a place, and its length; null where .NET knows it.</summary>
    public static (string Text, int Length)? FindProperty(string pattern, int at, bool negated, bool inClass)
    {
        if (at >= pattern.Length) return null;
        if (pattern[at] != '{') return ($"\\{(negated ? 'P' : 'p')}{{{pattern[at]}}}", 1);
        var end = pattern.IndexOf('}', at);
        if (end < 0) return null;
        return Properties.TryGetValue(pattern[(at + 1)..end], out var set) ? (Set(set, negated, inClass), end + 1 - at) : null;
    }

    private static string Set(string set, bool negated, bool inClass) => (negated, inClass) switch
    {
        (false, false) => $"[{set}]",
        (true, false) => $"[^{set}]",
        (false, true) => set,
        // .NET has no negated set inside a class but for its own letters; these cover what patterns use in practice.
        _ => set switch
        {
            "0-9" => "\\x00-/:-\\uFFFF",
            Word => "\\x00-/:-@\\[-^`{-\\uFFFF",
            Space => "\\x00-\\x08\\x0E-\\x1F!-\\uFFFF",
            _ => throw new ArgumentException("a negated property inside a character class is not supported"),
        },
    };
}
