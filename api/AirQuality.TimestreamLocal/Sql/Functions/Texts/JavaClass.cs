using System.Globalization;
using System.Text;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>
/// Translates a character class of Java's syntax. .NET's class knows neither unions (<c>[a[bc]]</c>) nor intersections
/// (<c>[a-z&amp;&amp;[^aeiou]]</c>) nor code points of two units: what does not fit between its brackets becomes an alternative beside
/// them, an intersection a look-ahead.
/// </summary>
internal sealed class JavaClass
{
    private readonly string _pattern;
    private readonly bool _hasPairs;
    private int _at;

    private JavaClass(string pattern, int at, bool hasPairs) => (_pattern, _at, _hasPairs) = (pattern, at, hasPairs);

    /// <summary>The class that opens at a place, and where it ends.</summary>
    /// <exception cref="ArgumentException">It is malformed.</exception>
    public static (string Text, int End) Translate(string pattern, int at, bool hasPairs)
    {
        var translator = new JavaClass(pattern, at, hasPairs);
        return (translator.Class(), translator._at);
    }

    /// <summary>One character of a set, or one of all others.</summary>
    /// <param name="set">The inside of a .NET class.</param>
    /// <param name="negated">Whether the others are meant.</param>
    /// <param name="hasPairs">Whether the others may need two UTF-16 units.</param>
    public static string OfSet(string set, bool negated, bool hasPairs) => (negated, hasPairs) switch
    {
        (false, _) => $"[{set}]",
        (true, false) => $"[^{set}]",
        (true, true) => $"(?:{JavaPattern.Pair}|[^{set}\\uD800-\\uDFFF])",
    };

    private string Class()
    {
        _at++;
        var negated = Accept("^");
        var first = new Union();
        // A bracket that would close an empty class stands for itself.
        if (Accept("]")) first.Units.Append("\\]");
        List<Union> operands = [Operand(first)];
        while (Accept("&&")) operands.Add(Operand(new Union()));
        if (!Accept("]")) throw new ArgumentException("a character class is not closed");
        if (operands is [{ Others.Count: 0 } only]) return OfSet(only.Units.ToString(), negated, _hasPairs);
        var all = string.Concat(operands.Take(operands.Count - 1).Select(operand => $"(?={operand})")) + operands[^1];
        var any = _hasPairs ? $"(?:{JavaPattern.Pair}|[^\\uD800-\\uDFFF])" : "[\\s\\S]";
        return negated ? $"(?:(?!{all}){any})" : $"(?:{all})";
    }

    private Union Operand(Union union)
    {
        while (_at < _pattern.Length && _pattern[_at] != ']' && !At("&&"))
        {
            if (_pattern[_at] == '[') union.Others.Add(Class());
            else if (_pattern[_at] == '\\' && JavaEscapes.FindSet(_pattern, _at) is var (set, isNegated, length)) Add(union, set, isNegated, length);
            else Range(union);
        }
        return union.IsEmpty ? throw new ArgumentException("a character class is empty") : union;
    }

    private void Add(Union union, string set, bool negated, int length)
    {
        _at += length;
        if (negated) union.Others.Add(OfSet(set, negated, _hasPairs));
        else union.Units.Append(set);
    }

    /// <summary>A character, or two with a hyphen between them.</summary>
    private void Range(Union union)
    {
        var (from, text) = Member();
        var isRange = At("-") && _at + 1 < _pattern.Length && _pattern[_at + 1] is not (']' or '[') && !At("-&&");
        if (!isRange)
        {
            if (from.IsBmp) union.Units.Append(text);
            else union.Others.Add(from.ToString());
            return;
        }

        _at++;
        var (to, end) = Member();
        if (to < from) throw new ArgumentException("a range of a character class is in reverse order");
        if (to.IsBmp) AddUnits(union, from, text, to, end);
        else AddPairs(union, from, text, to);
    }

    // A range over the surrogates must not take half a pair.
    private static void AddUnits(Union union, Rune from, string text, Rune to, string end)
    {
        var isOver = from.Value < 0xD800 && to.Value > 0xDFFF;
        union.Units.Append(text).Append(isOver ? "-\\uD7FF\\uE000-" : "-").Append(end);
    }

    // A range beyond the units is one alternative for each first surrogate it spans.
    private static void AddPairs(Union union, Rune from, string text, Rune to)
    {
        if (from.IsBmp)
        {
            AddUnits(union, from, text, new Rune(0xFFFF), "\\uFFFF");
            from = new Rune(0x10000);
        }

        var (first, last) = (from.ToString(), to.ToString());
        for (var high = first[0]; high <= last[0]; high++)
        {
            var low = high == first[0] ? first[1] : '\uDC00';
            var top = high == last[0] ? last[1] : '\uDFFF';
            union.Others.Add($"\\u{(int)high:X4}[\\u{(int)low:X4}-\\u{(int)top:X4}]");
        }
    }

    /// <summary>A character of the class, and how .NET's class spells it.</summary>
    private (Rune Rune, string Text) Member()
    {
        var start = _at;
        if (_pattern[_at] != '\\')
        {
            var rune = Rune.TryGetRuneAt(_pattern, _at, out var valid) ? valid : Rune.ReplacementChar;
            _at += rune.Utf16SequenceLength;
            return (rune, rune.Value is '[' or '^' or '-' ? $"\\{rune}" : rune.ToString());
        }

        if (JavaEscapes.FindCodePoint(_pattern, _at) is var (code, length))
        {
            _at += length;
            return (code, code.IsBmp ? $"\\u{code.Value:X4}" : "");
        }

        var letter = JavaEscapes.Letter(_pattern, _at);
        _at += letter switch { 'x' => 4, 'u' => 6, _ => 2 };
        if (_at > _pattern.Length) throw new ArgumentException("an escape is cut short");
        var text = _pattern[start.._at];
        return (ValueOf(letter, text), text);
    }

    private static Rune ValueOf(char letter, string escape) => letter switch
    {
        'x' or 'u' when ushort.TryParse(escape.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && Rune.IsValid(code) => new Rune(code),
        't' => new Rune('\t'),
        'n' => new Rune('\n'),
        'r' => new Rune('\r'),
        'f' => new Rune('\f'),
        'a' => new Rune('\a'),
        'e' => new Rune('\u001b'),
        _ when Rune.IsValid(letter) && !char.IsAsciiLetterOrDigit(letter) => new Rune(letter),
        _ => throw new ArgumentException($"\\{letter} is unknown in a character class"),
    };

    private bool At(string text) => string.CompareOrdinal(_pattern, _at, text, 0, text.Length) == 0;

    private bool Accept(string text)
    {
        if (!At(text)) return false;
        _at += text.Length;
        return true;
    }

    /// <summary>One operand of intersections: any of its members.</summary>
    private sealed class Union
    {
        /// <summary>The members of one unit, as the inside of a .NET class.</summary>
        public StringBuilder Units { get; } = new();

        /// <summary>The others, as expressions.</summary>
        public List<string> Others { get; } = [];

        public bool IsEmpty => Units.Length == 0 && Others.Count == 0;

        public override string ToString()
        {
            IEnumerable<string> all = Units.Length == 0 ? Others : [$"[{Units}]", .. Others];
            return $"(?:{string.Join('|', all)})";
        }
    }
}
