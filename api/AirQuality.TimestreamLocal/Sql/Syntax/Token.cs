namespace AirQuality.TimestreamLocal.Sql.Syntax;

internal enum TokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A bare word: a keyword or a name.</summary>
    Word,

    /// <summary>A name in double quotes.</summary>
    QuotedName,

    /// <summary>A bare word that begins with a digit: refused where a name may stand.</summary>
    DigitName,

    /// <summary>A text literal.</summary>
    Text,

    /// <summary>Digits.</summary>
    Integer,

    /// <summary>Digits with a point or an exponent.</summary>
    Decimal,

    /// <summary>Digits and a unit, <c>5m</c>.</summary>
    Interval,

    /// <summary>A named parameter, <c>@name</c>; the text is the name.</summary>
    Parameter,

    /// <summary>Punctuation or an operator.</summary>
    Symbol,

    /// <summary>Something no rule of the grammar can take, such as a quote that never closes.</summary>
    Invalid,
}

/// <summary>A piece of query text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, the symbol, or the value between the quotes.</param>
/// <param name="Source">As it stands in the query, for messages.</param>
/// <param name="Position">Where it begins.</param>
internal readonly record struct Token(TokenKind Kind, string Text, string Source, SourcePosition Position)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    /// <summary>Whether it is this keyword, which must be given in upper case.</summary>
    public bool IsWord(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
