using System.Text;
using System.Text.RegularExpressions;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>
/// Translates a regular expression of Java's syntax into .NET's, where the two differ: a character is a code point, not a UTF-16 unit;
/// <c>\d \w \s \b</c> are ASCII in Java; <c>\p{Digit}</c> and its kin, <c>\x{…}</c>, <c>\Q…\E</c>, <c>\h</c> and <c>\R</c> are unknown
/// to .NET; possessive quantifiers become atomic groups; classes are <see cref="JavaClass"/>'s.
/// </summary>
internal sealed class JavaPattern
{
    /// <summary>A code point that needs two UTF-16 units.</summary>
    public const string Pair = "[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]";

    private readonly string _pattern;
    private readonly bool _hasPairs;
    private readonly StringBuilder _result = new();
    private readonly Stack<int> _groups = new();
    private int _at;

    private JavaPattern(string pattern, bool hasPairs) => (_pattern, _hasPairs) = (pattern, hasPairs);

    /// <summary>The pattern for .NET.</summary>
    /// <param name="pattern">It.</param>
    /// <param name="hasPairs">Whether it is for texts with code points of two UTF-16 units; without them a simpler and faster pattern
    /// does.</param>
    /// <exception cref="ArgumentException">The pattern is malformed, or uses what is not supported.</exception>
    public static string Translate(string pattern, bool hasPairs) => new JavaPattern(pattern, hasPairs).Run();

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
                case '\\': Escape(); break;
                case '[': Class(); break;
                case '.' when _hasPairs:
                    _result.Append($"(?:{Pair}|(?![\\uD800-\\uDFFF]).)");
                    _at++;
                    break;
                case '(':
                    _groups.Push(start);
                    Open();
                    break;
                case ')':
                    start = _groups.TryPop(out var opened) ? opened : start;
                    Copy(1);
                    break;
                default: Character(); break;
            }
            atom = start;
        }
        return _result.ToString();
    }

    private void Copy(int count)
    {
        _result.Append(_pattern, _at, count);
        _at += count;
    }

    private void Character()
    {
        // A quantifier after a pair of surrogates must take both.
        if (!char.IsSurrogatePair(_pattern, _at))
        {
            Copy(1);
            return;
        }
        _result.Append("(?:");
        Copy(2);
        _result.Append(')');
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
        var (text, end) = JavaClass.Translate(_pattern, _at, _hasPairs);
        _result.Append(text);
        _at = end;
    }

    private void Escape()
    {
        var letter = JavaEscapes.Letter(_pattern, _at);
        if (JavaEscapes.FindPlace(letter) is { } place)
        {
            _result.Append(place);
            _at += 2;
        }
        else if (JavaEscapes.FindSet(_pattern, _at) is var (set, negated, length))
        {
            _result.Append(JavaClass.OfSet(set, negated, _hasPairs));
            _at += length;
        }
        else if (letter == 'Q')
        {
            var end = _pattern.IndexOf("\\E", _at, StringComparison.Ordinal);
            _result.Append(Regex.Escape(_pattern[(_at + 2)..(end < 0 ? _pattern.Length : end)]));
            _at = end < 0 ? _pattern.Length : end + 2;
        }
        else if (JavaEscapes.FindCodePoint(_pattern, _at) is var (rune, codeLength))
        {
            _result.Append("(?:").Append(Regex.Escape(rune.ToString())).Append(')');
            _at += codeLength;
        }
        else
        {
            Copy(2);
        }
    }
}
