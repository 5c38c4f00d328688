namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <summary>Cuts query text into tokens. What cannot be a token becomes <see cref="TokenKind.Invalid"/> and is left for the parser to
/// refuse, so that the first error of a query is the one reported.</summary>
internal sealed class Tokenizer(string sql)
{
    private static readonly string[] Symbols =
        ["||", "<>", "!=", "<=", ">=", "->", "::", "(", ")", ",", ".", ";", "+", "-", "*", "/", "%", "=", "<", ">", "[", "]"];

    private readonly List<Token> tokens = [];
    private int at;
    private int line = 1;
    private int column = 1;

    public static IReadOnlyList<Token> Tokenize(string sql) => new Tokenizer(sql).Run();

    private char Current => Peek(0);

    private List<Token> Run()
    {
        SkipBlanks();
        while (at < sql.Length && ReadToken())
            SkipBlanks();
        if (tokens is not [.., { Kind: TokenKind.Invalid }])
            tokens.Add(new Token(TokenKind.End, "", "<EOF>", new SourcePosition(line, column)));
        return tokens;
    }

    private char Peek(int offset) => at + offset < sql.Length ? sql[at + offset] : '\0';

    private void SkipBlanks()
    {
        while (at < sql.Length)
        {
            if (char.IsWhiteSpace(Current)) Advance(1);
            else if (Current == '-' && Peek(1) == '-') AdvanceTo(sql.IndexOf('\n', at), otherwise: sql.Length);
            else if (Current == '/' && Peek(1) == '*' && sql.IndexOf("*/", at + 2, StringComparison.Ordinal) is >= 0 and var end) AdvanceTo(end + 2, end + 2);
            else return;
        }
    }

    private bool ReadToken()
    {
        if (Current is '\'' or '"') return ReadQuoted(Current);
        if (char.IsAsciiLetter(Current) || Current == '_') return Add(TokenKind.Word, WordLength(at));
        if (char.IsAsciiDigit(Current) || (Current == '.' && char.IsAsciiDigit(Peek(1)))) return ReadNumber();
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(sql, at, symbol, 0, symbol.Length) == 0) return Add(TokenKind.Symbol, symbol.Length);
        }

        return Add(TokenKind.Invalid, 1);
    }

    private bool ReadQuoted(char quote)
    {
        var end = at + 1;
        while (end < sql.Length && (sql[end] != quote || (end + 1 < sql.Length && sql[end + 1] == quote)))
            end += sql[end] == quote ? 2 : 1;
        if (end >= sql.Length || (quote == '"' && end == at + 1)) return Add(TokenKind.Invalid, 1);
        var doubled = new string(quote, 2);
        var value = sql[(at + 1)..end].Replace(doubled, doubled[1..], StringComparison.Ordinal);
        return Add(quote == '"' ? TokenKind.QuotedName : TokenKind.Text, end + 1 - at, value);
    }

    private bool ReadNumber()
    {
        var end = DigitsEnd(at);
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

        var suffix = WordLength(end);
        if (suffix > 0)
        {
            if (kind != TokenKind.Integer || !IntervalUnits.IsShortUnit(sql.AsSpan(end, suffix)))
                throw new SqlException(new SourcePosition(line, column), "identifiers must not start with a digit; surround the identifier with double quotes");
            return Add(TokenKind.Interval, end + suffix - at);
        }

        return Add(kind, end - at);
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

    private int WordLength(int from)
    {
        var end = from;
        while (end < sql.Length && (char.IsAsciiLetterOrDigit(sql[end]) || sql[end] == '_')) end++;
        return end - from;
    }

    private bool Add(TokenKind kind, int length, string? value = null)
    {
        var source = sql.Substring(at, length);
        tokens.Add(new Token(kind, value ?? source, source, new SourcePosition(line, column)));
        Advance(length);
        return kind != TokenKind.Invalid;
    }

    private void AdvanceTo(int index, int otherwise) => Advance((index < 0 ? otherwise : index) - at);

    private void Advance(int count)
    {
        for (var end = at + count; at < end; at++)
        {
            if (sql[at] == '\n')
            {
                line++;
                column = 1;
            }
            else if (!char.IsLowSurrogate(sql[at]))
            {
                column++;
            }
        }
    }
}
