using System.Runtime.CompilerServices;

namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <summary>Walks over tokens, and refuses what does not fit in the family's words:
/// <c>mismatched input 'X'. Expecting: …</c>.</summary>
internal sealed class TokenCursor(IReadOnlyList<Token> tokens)
{
    /// <summary>How deep brackets, subqueries and operators before an operand may nest.</summary>
    public const int MaximumNesting = 200;

    private int _at;
    private int _nesting;

    public Token Current => tokens[_at];

    public SourcePosition Position => Current.Position;

    public Token Peek(int offset = 1) => tokens[Math.Min(_at + offset, tokens.Count - 1)];

    public Token Next()
    {
        var token = Current;
        if (_at < tokens.Count - 1) _at++;
        return token;
    }

    public bool AtSymbol(string symbol) => Current.IsSymbol(symbol);

    public bool AtWord(string keyword) => Current.IsWord(keyword);

    public bool AtWords(string first, string second) => AtWord(first) && Peek().IsWord(second);

    public bool AcceptSymbol(string symbol)
    {
        if (!AtSymbol(symbol)) return false;
        Next();
        return true;
    }

    public bool AcceptWord(string keyword)
    {
        if (!AtWord(keyword)) return false;
        Next();
        return true;
    }

    public SourcePosition ExpectSymbol(string symbol, params ReadOnlySpan<string> others)
    {
        if (!AtSymbol(symbol)) throw Mismatch([$"'{symbol}'", .. others]);
        return Next().Position;
    }

    public SourcePosition ExpectWord(string keyword, params ReadOnlySpan<string> others)
    {
        if (!AtWord(keyword)) throw Mismatch([$"'{keyword}'", .. others]);
        return Next().Position;
    }

    /// <summary>Whether a name stands here: quoted, or a word that is not reserved. One that begins with a digit stands for a name too, and
    /// <see cref="ExpectName"/> refuses it.</summary>
    public bool AtName(int offset = 0)
    {
        var token = Peek(offset);
        return token.Kind is TokenKind.QuotedName or TokenKind.DigitName
            || (token.Kind == TokenKind.Word && !Keywords.IsReserved(token.Text));
    }

    public Name ExpectName()
    {
        if (!AtName()) throw Mismatch("<identifier>");
        var token = Next();
        if (token.Kind == TokenKind.DigitName)
        {
            throw new SqlException(
                token.Position, "identifiers must not start with a digit; surround the identifier with double quotes");
        }

        return new Name(token.Position, token.Text);
    }

    /// <summary>The error that the token here cannot stand here.</summary>
    public SqlException Mismatch(params ReadOnlySpan<string> expecting) => MismatchOf(Current, expecting);

    /// <summary>The error that a token cannot stand where it does.</summary>
    public static SqlException MismatchOf(Token token, params ReadOnlySpan<string> expecting) =>
        new(token.Position, $"mismatched input '{token.Source}'. Expecting: {string.Join(", ", expecting!)}") { IsMismatch = true };

    /// <summary>One level deeper; every call needs its <see cref="Leave"/>, save when an error ends the parse.</summary>
    public void Enter()
    {
        if (++_nesting > MaximumNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw TooDeep();
    }

    public SqlException TooDeep() => new(Position, $"The query is nested more than {MaximumNesting} levels deep; split it or flatten it");

    public void Leave() => _nesting--;

    /// <summary>Whether the bracket that stands here, or so many tokens further, opens a query rather than an expression or a
    /// join.</summary>
    public bool AtQueryBracket(int offset = 0)
    {
        var brackets = 0;
        while (Peek(offset + brackets).IsSymbol("(")) brackets++;
        var first = Peek(offset + brackets);
        if (brackets == 0 || !(first.IsWord("SELECT") || first.IsWord("WITH") || first.IsWord("VALUES"))) return false;
        if (brackets == 1) return true;
        var after = AfterClosing(offset + 1);
        return after.IsSymbol(")") || after.IsWord("UNION") || after.IsWord("INTERSECT") || after.IsWord("EXCEPT")
            || after.IsWord("ORDER") || after.IsWord("LIMIT");
    }

    /// <summary>Whether a lambda begins here: <c>x -&gt;</c> or <c>(x, y) -&gt;</c>.</summary>
    public bool AtLambda()
    {
        if (AtName()) return Peek().IsSymbol("->");
        if (!AtSymbol("(")) return false;
        var offset = 1;
        while (AtName(offset) && Peek(offset + 1).IsSymbol(",")) offset += 2;
        if (AtName(offset)) offset++;
        return Peek(offset).IsSymbol(")") && Peek(offset + 1).IsSymbol("->");
    }

    private Token AfterClosing(int offset)
    {
        var depth = 0;
        for (; Peek(offset).Kind is not (TokenKind.End or TokenKind.Invalid); offset++)
        {
            if (Peek(offset).IsSymbol("(")) depth++;
            if (Peek(offset).IsSymbol(")") && --depth == 0) return Peek(offset + 1);
        }

        return Peek(offset);
    }
}
