namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <content>Operators, weakest first: OR, AND, NOT, predicates, ||, + -, * / %, signs.</content>
internal sealed partial class Parser
{
    private static readonly string[] Comparisons = ["=", "<>", "!=", "<", "<=", ">", ">="];

    private Expression ParseExpression()
    {
        _cursor.Enter();
        var expression = _cursor.AtLambda() ? ParseLambda() : ParseLogical("OR", ParseAnd);
        _cursor.Leave();
        return expression;
    }

    private Expression ParseAnd() => ParseLogical("AND", ParseNot);

    private Expression ParseLogical(string keyword, Func<Expression> operand)
    {
        var first = operand();
        if (!_cursor.AtWord(keyword)) return first;
        var at = _cursor.Position;
        List<Expression> operands = [first];
        while (_cursor.AcceptWord(keyword)) operands.Add(operand());
        return new Logical(at, keyword == "AND", operands);
    }

    private Expression ParseNot()
    {
        var at = _cursor.Position;
        if (!_cursor.AcceptWord("NOT")) return ParsePredicate();
        _cursor.Enter();
        var operand = ParseNot();
        _cursor.Leave();
        return new Not(at, operand);
    }

    private Expression ParsePredicate()
    {
        var value = ParseConcatenation();
        RefuseTimeZone();
        var at = _cursor.Position;
        if (_cursor.Current.Kind == TokenKind.Symbol && Comparisons.Contains(_cursor.Current.Text)) return ParseComparison(value);
        if (_cursor.AcceptWord("IS")) return ParseIs(at, value);
        var isNegated = _cursor.AtWord("NOT");
        if (isNegated) _cursor.Next();
        Expression? predicate = _cursor switch
        {
            _ when _cursor.AcceptWord("BETWEEN") => ParseBetween(at, value),
            _ when _cursor.AtWord("IN") => ParseIn(at, value, isNegated),
            _ when _cursor.AcceptWord("LIKE") => ParseLike(at, value),
            _ => null,
        };
        if (predicate is null) return isNegated ? throw _cursor.Mismatch("'BETWEEN'", "'IN'", "'LIKE'") : value;
        return isNegated ? new Not(at, predicate) : predicate;
    }

    private Expression ParseComparison(Expression left)
    {
        var token = _cursor.Next();
        var symbol = token.Text == "!=" ? "<>" : token.Text;
        var isAll = _cursor.AtWord("ALL");
        if ((isAll || _cursor.AtWord("ANY") || _cursor.AtWord("SOME")) && _cursor.AtQueryBracket(1))
        {
            _cursor.Next();
            return new Quantified(token.Position, left, symbol, isAll, ParseBracketedQuery());
        }

        return new Binary(token.Position, symbol, left, ParseConcatenation());
    }

    private Expression ParseIs(SourcePosition at, Expression value)
    {
        var isNegated = _cursor.AcceptWord("NOT");
        Expression test;
        if (_cursor.AcceptWord("NULL"))
        {
            test = new IsNull(at, value);
        }
        else
        {
            if (!_cursor.AcceptWord("DISTINCT"))
                throw _cursor.Mismatch(isNegated ? ["'DISTINCT'", "'NULL'"] : ["'DISTINCT'", "'NOT'", "'NULL'"]);
            _cursor.ExpectWord("FROM");
            test = new Binary(at, "IS DISTINCT FROM", value, ParseConcatenation());
        }

        return isNegated ? new Not(at, test) : test;
    }

    private Between ParseBetween(SourcePosition at, Expression value)
    {
        var low = ParseConcatenation();
        _cursor.ExpectWord("AND");
        return new Between(at, value, low, ParseConcatenation());
    }

    /// <summary>Engines of the family look through the brackets before they take IN for a predicate: what is wrong in them is refused at
    /// IN, save in a trial. Behind NOT it can be nothing but a predicate, and the place is that of the fault.</summary>
    private Expression ParseIn(SourcePosition at, Expression value, bool isNegated)
    {
        var isRefusedAtIn = !isNegated && _trials == 0;
        var token = _cursor.Next();
        try
        {
            return ParseInItems(at, value);
        }
        catch (SqlException error) when (error.IsMismatch && isRefusedAtIn)
        {
            throw TokenCursor.MismatchOf(token, "<predicate>");
        }
    }

    private Expression ParseInItems(SourcePosition at, Expression value)
    {
        if (_cursor.AtQueryBracket()) return new InSubquery(at, value, ParseBracketedQuery());
        _cursor.ExpectSymbol("(");
        var items = ParseList(ParseExpression);
        _cursor.ExpectSymbol(")", "','");
        return new InList(at, value, items);
    }

    private Like ParseLike(SourcePosition at, Expression value)
    {
        var pattern = ParseConcatenation();
        return new Like(at, value, pattern, _cursor.AcceptWord("ESCAPE") ? ParseConcatenation() : null);
    }

    private Expression ParseConcatenation() => ParseChain(ParseSum, "||");

    private Expression ParseSum() => ParseChain(ParseProduct, "+", "-");

    private Expression ParseProduct() => ParseChain(ParseSigned, "*", "/", "%");

    private Expression ParseChain(Func<Expression> operand, params ReadOnlySpan<string> symbols)
    {
        var left = operand();
        while (_cursor.Current.Kind == TokenKind.Symbol && symbols.Contains(_cursor.Current.Text))
        {
            var token = _cursor.Next();
            left = new Binary(token.Position, token.Text, left, operand());
        }

        return left;
    }

    private Expression ParseSigned()
    {
        var at = _cursor.Position;
        var isMinus = _cursor.AtSymbol("-");
        if (!isMinus && !_cursor.AtSymbol("+")) return ParsePostfix();
        _cursor.Next();
        if (isMinus && _cursor.Current.Kind == TokenKind.Integer) return ParsePostfixOf(ParseInteger(at, isNegative: true));
        _cursor.Enter();
        var operand = ParseSigned();
        _cursor.Leave();
        return new Unary(at, isMinus ? "-" : "+", operand);
    }

    private Lambda ParseLambda()
    {
        var at = _cursor.Position;
        List<string> parameters = [];
        if (_cursor.AcceptSymbol("("))
        {
            if (!_cursor.AtSymbol(")")) parameters = ParseList(() => _cursor.ExpectName().Text);
            _cursor.ExpectSymbol(")");
        }
        else
        {
            parameters.Add(_cursor.ExpectName().Text);
        }

        _cursor.ExpectSymbol("->");
        return new Lambda(at, parameters, ParseExpression());
    }
}
