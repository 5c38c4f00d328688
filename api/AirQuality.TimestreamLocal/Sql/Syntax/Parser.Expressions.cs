namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <content>Operators, weakest first: OR, AND, NOT, predicates, ||, + -, * / %, signs.</content>
internal sealed partial class Parser
{
    private static readonly string[] Comparisons = ["=", "<>", "!=", "<", "<=", ">", ">="];

    private Expression ParseExpression()
    {
        cursor.Enter();
        var expression = cursor.AtLambda() ? ParseLambda() : ParseLogical("OR", ParseAnd);
        cursor.Leave();
        return expression;
    }

    private Expression ParseAnd() => ParseLogical("AND", ParseNot);

    private Expression ParseLogical(string keyword, Func<Expression> operand)
    {
        var first = operand();
        if (!cursor.AtWord(keyword)) return first;
        var at = cursor.Position;
        List<Expression> operands = [first];
        while (cursor.AcceptWord(keyword)) operands.Add(operand());
        return new Logical(at, keyword == "AND", operands);
    }

    private Expression ParseNot()
    {
        var at = cursor.Position;
        if (!cursor.AcceptWord("NOT")) return ParsePredicate();
        cursor.Enter();
        var operand = ParseNot();
        cursor.Leave();
        return new Not(at, operand);
    }

    private Expression ParsePredicate()
    {
        var value = ParseConcatenation();
        var at = cursor.Position;
        if (cursor.Current.Kind == TokenKind.Symbol && Comparisons.Contains(cursor.Current.Text)) return ParseComparison(value);
        if (cursor.AcceptWord("IS")) return ParseIs(at, value);
        var isNegated = cursor.AtWord("NOT");
        if (isNegated) cursor.Next();
        Expression? predicate = cursor switch
        {
            _ when cursor.AcceptWord("BETWEEN") => ParseBetween(at, value),
            _ when cursor.AtWord("IN") => ParseIn(at, value),
            _ when cursor.AcceptWord("LIKE") => ParseLike(at, value),
            _ => null,
        };
        if (predicate is null) return isNegated ? throw cursor.Mismatch("'BETWEEN'", "'IN'", "'LIKE'") : value;
        return isNegated ? new Not(at, predicate) : predicate;
    }

    private Expression ParseComparison(Expression left)
    {
        var token = cursor.Next();
        var symbol = token.Text == "!=" ? "<>" : token.Text;
        var isAll = cursor.AtWord("ALL");
        if ((isAll || cursor.AtWord("ANY") || cursor.AtWord("SOME")) && cursor.Peek().IsSymbol("("))
        {
            cursor.Next();
            return new Quantified(token.Position, left, symbol, isAll, ParseBracketedQuery());
        }

        return new Binary(token.Position, symbol, left, ParseConcatenation());
    }

    private Expression ParseIs(SourcePosition at, Expression value)
    {
        var isNegated = cursor.AcceptWord("NOT");
        Expression test;
        if (cursor.AcceptWord("NULL"))
        {
            test = new IsNull(at, value);
        }
        else
        {
            if (!cursor.AcceptWord("DISTINCT")) throw cursor.Mismatch(isNegated ? ["'DISTINCT'", "'NULL'"] : ["'DISTINCT'", "'NOT'", "'NULL'"]);
            cursor.ExpectWord("FROM");
            test = new Binary(at, "IS DISTINCT FROM", value, ParseConcatenation());
        }

        return isNegated ? new Not(at, test) : test;
    }

    private Between ParseBetween(SourcePosition at, Expression value)
    {
        var low = ParseConcatenation();
        cursor.ExpectWord("AND");
        return new Between(at, value, low, ParseConcatenation());
    }

    private Expression ParseIn(SourcePosition at, Expression value)
    {
        if (!cursor.Peek().IsSymbol("(")) throw cursor.Mismatch("<predicate>");
        cursor.Next();
        if (cursor.AtQueryBracket()) return new InSubquery(at, value, ParseBracketedQuery());
        cursor.ExpectSymbol("(");
        var items = ParseList(ParseExpression);
        cursor.ExpectSymbol(")", "','");
        return new InList(at, value, items);
    }

    private Like ParseLike(SourcePosition at, Expression value)
    {
        var pattern = ParseConcatenation();
        return new Like(at, value, pattern, cursor.AcceptWord("ESCAPE") ? ParseConcatenation() : null);
    }

    private Expression ParseConcatenation() => ParseChain(ParseSum, "||");

    private Expression ParseSum() => ParseChain(ParseProduct, "+", "-");

    private Expression ParseProduct() => ParseChain(ParseSigned, "*", "/", "%");

    private Expression ParseChain(Func<Expression> operand, params ReadOnlySpan<string> symbols)
    {
        var left = operand();
        while (cursor.Current.Kind == TokenKind.Symbol && symbols.Contains(cursor.Current.Text))
        {
            var token = cursor.Next();
            left = new Binary(token.Position, token.Text, left, operand());
        }

        return left;
    }

    private Expression ParseSigned()
    {
        var at = cursor.Position;
        var isMinus = cursor.AtSymbol("-");
        if (!isMinus && !cursor.AtSymbol("+")) return ParsePostfix();
        cursor.Next();
        if (isMinus && cursor.Current.Kind == TokenKind.Integer) return ParsePostfixOf(ParseInteger(at, isNegative: true));
        cursor.Enter();
        var operand = ParseSigned();
        cursor.Leave();
        return new Unary(at, isMinus ? "-" : "+", operand);
    }

    private Lambda ParseLambda()
    {
        var at = cursor.Position;
        List<string> parameters = [];
        if (cursor.AcceptSymbol("("))
        {
            if (!cursor.AtSymbol(")")) parameters = ParseList(() => cursor.ExpectName().Text);
            cursor.ExpectSymbol(")");
        }
        else
        {
            parameters.Add(cursor.ExpectName().Text);
        }

        cursor.ExpectSymbol("->");
        return new Lambda(at, parameters, ParseExpression());
    }
}
