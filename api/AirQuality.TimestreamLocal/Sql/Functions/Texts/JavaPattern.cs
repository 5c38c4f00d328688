using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>
/// Translates a regular expression of Java's syntax into .NET's, where the two differ: <c>\d \w \s \b</c> are ASCII in Java;
/// <c>\p{Digit}</c> and its kin, <c>\x{…}</c>, <c>\Q…\E</c>, <c>\h</c> and <c>\R</c> are unknown to .NET; possessive quantifiers become
/// atomic groups; <c>&amp;&amp;[^…]</c> in a class becomes a subtraction.
/// </summary>
internal sealed class JavaPattern
{
    private readonly string _pattern;
    private readonly StringBuilder _result = new();
    private readonly Stack<int> _groups = new();
    private int _at;

    private JavaPattern(string pattern) => _pattern = pattern;

    /// <summary>The pattern for .NET.</summary>
    /// <exception cref="ArgumentException">The pattern is malformed, or uses what is not supported.</exception>
    public static string Translate(string pattern) => new JavaPattern(pattern).Run();

    private string Run()
    {
        var atom = 0;
        while (_at < _pattern.Length)
        {
            var c = _pattern[_at];
            if (c is '*' or '+' or '?' or '{')
            {
                Quantifier(atom);
                continue;
            }
            var start = _result.Length;
            switch (c)
            {
                case '\\': Escape(inClass: false); break;
                case '[': Class(); break;
                case '(':
                    _groups.Push(start);
                    Open();
                    break;
                case ')':
                    start = _groups.TryPop(out var opened) ? opened : start;
                    Copy(1);
                    break;
                default: Copy(char.IsSurrogatePair(_pattern, _at) ? 2 : 1, atomic: true); break;
            }
            atom = start;
        }
        return _result.ToString();
    }

    private void Copy(int count, bool atomic = false)
    {
        // A pair of surrogates is one character to Java, so a quantifier after it must take both.
        if (atomic && count == 2) _result.Append("(?:").Append(_pattern, _at, 2).Append(')');
        else _result.Append(_pattern, _at, count);
        _at += count;
    }

    private void Open()
    {
        Copy(1);
        if (_at < _pattern.Length && _pattern[_at] == '?') Copy(1);
    }

    private void Quantifier(int atom)
    {
        var start = _result.Length;
        if (_pattern[_at] == '{')
        {
            var end = _pattern.IndexOf('}', _at);
            if (end < 0) throw new ArgumentException("a brace is not closed");
            Copy(end + 1 - _at);
        }
        else
        {
            Copy(1);
        }
        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            Copy(1);
        }
        else if (_at < _pattern.Length && _pattern[_at] == '+' && start > 0)
        {
            _at++;
            _result.Insert(atom, "(?>").Append(')');
        }
    }

    private void Class()
    {
        Copy(1);
        if (_at < _pattern.Length && _pattern[_at] == '^') Copy(1);
        var first = true;
        for (; _at < _pattern.Length; first = false)
        {
            switch (_pattern[_at])
            {
                case ']' when !first:
                    Copy(1);
                    return;
                case '\\': Escape(inClass: true); break;
                case '&' when string.CompareOrdinal(_pattern, _at, "&&[^", 0, 4) == 0:
                    _at += 4;
                    _result.Append("-[");
                    ClassBody();
                    break;
                case '&' when string.CompareOrdinal(_pattern, _at, "&&", 0, 2) == 0:
                    throw new ArgumentException("intersections of character classes are supported with a negated class only");
                case '[': throw new ArgumentException("a character class inside another must be escaped: \\[");
                default: Copy(1); break;
            }
        }
        throw new ArgumentException("a character class is not closed");
    }

    private void ClassBody()
    {
        while (_at < _pattern.Length && _pattern[_at] != ']')
        {
            if (_pattern[_at] == '\\') Escape(inClass: true);
            else Copy(1);
        }
        if (_at < _pattern.Length) Copy(1);
    }

    private void Escape(bool inClass)
    {
        if (_at + 1 >= _pattern.Length) throw new ArgumentException("the pattern ends with a backslash");
        var letter = _pattern[_at + 1];
        if (JavaEscapes.Find(letter, inClass) is { } translated)
        {
            _result.Append(translated);
            _at += 2;
        }
        else if (letter is 'p' or 'P' && JavaEscapes.FindProperty(_pattern, _at + 2, letter == 'P', inClass) is var (text, length))
        {
            _result.Append(text);
            _at += 2 + length;
        }
        else if (letter == 'Q')
        {
            var end = _pattern.IndexOf("\\E", _at, StringComparison.Ordinal);
            _result.Append(Regex.Escape(_pattern[(_at + 2)..(end < 0 ? _pattern.Length : end)]));
            _at = end < 0 ? _pattern.Length : end + 2;
        }
        else if (letter == 'x' && _at + 2 < _pattern.Length && _pattern[_at + 2] == '{')
        {
            CodePoint();
        }
        else
        {
            Copy(2);
        }
    }

    private void CodePoint()
    {
        var end = _pattern.IndexOf('}', _at);
        var digits = end < 0 ? [] : _pattern.AsSpan((_at + 3)..end);
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.IsValid(code))
            throw new ArgumentException("\\x{…} holds no code point");
        _result.Append(Regex.Escape(new Rune(code).ToString()));
        _at = end + 1;
    }
}
