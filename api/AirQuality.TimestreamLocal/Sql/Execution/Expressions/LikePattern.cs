using System.Text;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>A LIKE pattern: <c>%</c> is any text, <c>_</c> any one code point, newlines included; no character escapes unless one is
/// named.</summary>
internal sealed class LikePattern
{
    private const int AnyText = -1;
    private const int AnyCharacter = -2;

    private readonly string _pattern;
    private readonly string? _escape;
    private readonly List<int> _elements = [];

    /// <summary>A pattern, and the character that escapes in it; an empty text names none.</summary>
    /// <exception cref="SqlException">The escape is longer than one character, or escapes what needs no escape.</exception>
    public LikePattern(string pattern, string? escape)
    {
        (_pattern, _escape) = (pattern, escape);
        var escapeRune = EscapeOf(escape);
        var isEscaped = false;
        foreach (var rune in pattern.EnumerateRunes())
        {
            if (isEscaped && rune.Value is not ('%' or '_') && rune != escapeRune) throw BadEscape();
            if (!isEscaped && rune == escapeRune)
            {
                isEscaped = true;
                continue;
            }

            _elements.Add(isEscaped ? rune.Value : rune.Value switch { '%' => AnyText, '_' => AnyCharacter, var other => other });
            isEscaped = false;
        }

        if (isEscaped) throw BadEscape();
    }

    /// <summary>Whether it was made from this pattern and escape.</summary>
    public bool IsFor(string otherPattern, string? otherEscape) =>
        string.Equals(_pattern, otherPattern, StringComparison.Ordinal) && string.Equals(_escape, otherEscape, StringComparison.Ordinal);

    /// <summary>Whether a text matches as a whole.</summary>
    public bool IsMatch(string text)
    {
        // On a mismatch only the last % seen can still take one character more, so the walk never branches.
        var (at, element, retryAt, retryElement) = (0, 0, -1, -1);
        while (at < text.Length)
        {
            var rune = Rune.TryGetRuneAt(text, at, out var valid) ? valid : Rune.ReplacementChar;
            if (element < _elements.Count && _elements[element] == AnyText)
            {
                (retryAt, retryElement) = (at, ++element);
            }
            else if (element < _elements.Count && (_elements[element] == AnyCharacter || _elements[element] == rune.Value))
            {
                at += rune.Utf16SequenceLength;
                element++;
            }
            else if (retryElement >= 0)
            {
                retryAt += char.IsHighSurrogate(text[retryAt]) && retryAt + 1 < text.Length ? 2 : 1;
                (at, element) = (retryAt, retryElement);
            }
            else
            {
                return false;
            }
        }

        while (element < _elements.Count && _elements[element] == AnyText) element++;
        return element == _elements.Count;
    }

    private static Rune? EscapeOf(string? escape)
    {
        if (string.IsNullOrEmpty(escape)) return null;
        var runes = escape.EnumerateRunes().ToArray();
        return runes.Length == 1 ? runes[0] : throw new SqlException("Escape string must be a single character");
    }

    private static SqlException BadEscape() => new("Escape character must be followed by '%', '_' or the escape character itself");
}
