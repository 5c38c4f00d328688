namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <summary>Cuts query text into tokens. What cannot be a token becomes <see cref="TokenKind.Invalid"/> and is left for the parser to
/// refuse, so that the first error of a query is the one reported.</summary>
internal sealed class Tokenizer(string sql)
{
    private static readonly string[] Symbols =
        ["||", "<>", "!=", "<=", ">=", "->", "::", "(", ")", ",", ".", ";", "+", "-", "*", "/", "%", "=", "<", ">", "[", "]"];

    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line = 1;
    private int _column = 1;

    public static IReadOnlyList<Token> Tokenize(string sql) => new Tokenizer(sql).Run();

    private char Current => Peek(0);

    private List<Token> Run()
    {
        SkipBlanks();
        while (_at < sql.Length && ReadToken())
            SkipBlanks();
        if (_tokens is not [.., { Kind: TokenKind.Invalid }])
            _tokens.Add(new Token(TokenKind.End, "", "<EOF>", new SourcePosition(_line, _column)));
        return _tokens;
    }

    private char Peek(int offset) => _at + offset < sql.Length ? sql[_at + offset] : '\0';

    private void SkipBlanks()
    {
        while (_at < sql.Length)
        {
            if (char.IsWhiteSpace(Current)) Advance(1);
            else if (Current == '-' && Peek(1) == '-') Advance(EndOfLine() - _at);
            else if (Current == '/' && Peek(1) == '*' && EndOfComment() is { } end) Advance(end - _at);
            else return;
        }
    }

    private bool ReadToken()
    {
        if (Current is '\'' or '"') return ReadQuoted(Current);
        if (IsNameStart(Current)) return Add(TokenKind.Word, WordLength(_at));
        if (Current == '@' && IsNameStart(Peek(1))) return ReadParameter();
        if (char.IsAsciiDigit(Current) || (Current == '.' && char.IsAsciiDigit(Peek(1)))) return ReadNumber();
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(sql, _at, symbol, 0, symbol.Length) == 0) return Add(TokenKind.Symbol, symbol.Length);
        }

        return Add(TokenKind.Invalid, 1);
    }

    private bool ReadQuoted(char quote)
    {
        var end = QuotedEnd(quote);
        if (end < 0 || (quote == '"' && end == _at + 1)) return Add(TokenKind.Invalid, 1);
        var doubled = new string(quote, 2);
        var value = sql[(_at + 1)..end].Replace(doubled, doubled[1..], StringComparison.Ordinal);
        return Add(quote == '"' ? TokenKind.QuotedName : TokenKind.Text, end + 1 - _at, value);
    }

    /// <summary>The place of the closing quote. Text that never closes ends at its last doubled quote, if there is one: the longest piece
    /// that is a literal; -1 if there is none.</summary>
    private int QuotedEnd(char quote)
    {
        var longest = -1;
        for (var end = _at + 1; end < sql.Length; end++)
        {
            if (sql[end] != quote) continue;
            if (end + 1 == sql.Length || sql[end + 1] != quote) return end;
            longest = end++;
        }

        return longest;
    }

    private bool ReadParameter()
    {
        var length = WordLength(_at + 1);
        return Add(TokenKind.Parameter, 1 + length, sql.Substring(_at + 1, length));
    }

    private bool ReadNumber()
    {
        var end = DigitsEnd(_at);
        var kind = TokenKind.Integer;
        if (end < sql.Length && sql[end] == '.')
        {
            kind = TokenKind.Decimal;
            end = DigitsEnd(end + 1);
        }

        if (ExponentEnd(end) is { } exponentEnd)
        {
            kind = TokenKind.Decimal;
            end = exponentEnd;
        }

        // Digits without a point run on into a word; behind a point or an exponent the word is a token of its own.
        var suffix = kind == TokenKind.Integer ? WordLength(end) : 0;
        if (suffix > 0) kind = IntervalUnits.IsShortUnit(sql.AsSpan(end, suffix)) ? TokenKind.Interval : TokenKind.DigitName;
        return Add(kind, end + suffix - _at);
    }

    private int DigitsEnd(int from)
    {
        while (from < sql.Length && char.IsAsciiDigit(sql[from])) from++;
        return from;
    }

    private int? ExponentEnd(int from)
    {
        if (from >= sql.Length || sql[from] is not ('e' or 'E')) return null;
        var digits = from + 1 < sql.Length && sql[from + 1] is '+' or '-' ? from + 2 : from + 1;
        var end = DigitsEnd(digits);
        return end > digits ? end : null;
    }

    private static bool IsNameStart(char first) => char.IsAsciiLetter(first) || first == '_';

    private int WordLength(int from)
    {
        var end = from;
        while (end < sql.Length && (char.IsAsciiLetterOrDigit(sql[end]) || sql[end] == '_')) end++;
        return end - from;
    }

    private bool Add(TokenKind kind, int length, string? value = null)
    {
        var source = sql.Substring(_at, length);
        _tokens.Add(new Token(kind, value ?? source, source, new SourcePosition(_line, _column)));
        Advance(length);
        return kind != TokenKind.Invalid;
    }

    private int EndOfLine() => sql.IndexOf('\n', _at) is >= 0 and var end ? end : sql.Length;

    private int? EndOfComment() => sql.IndexOf("*/", _at + 2, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : null;

    private void Advance(int count)
    {
        for (var end = _at + count; _at < end; _at++)
        {
            if (sql[_at] == '\n')
            {
                _line++;
                _column = 1;
            }
            else if (!char.IsLowSurrogate(sql[_at]))
            {
                _column++;
            }
        }
    }
}
