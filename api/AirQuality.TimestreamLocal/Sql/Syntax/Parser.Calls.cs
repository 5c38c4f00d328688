namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <content>Calls with all that may stand in and behind them, and the names of types.</content>
internal sealed partial class Parser
{
    private Expression ParseNameOrCall()
    {
        var name = _cursor.ExpectName();
        return _cursor.AtSymbol("(") ? ParseCall(name) : new Identifier(name.Position, name.Text);
    }

    private Call ParseCall(Name name)
    {
        _cursor.ExpectSymbol("(");
        var isStar = _cursor.AcceptSymbol("*");
        var isDistinct = !isStar && ParseDistinct();
        var hasNone = isStar || (!isDistinct && (_cursor.AtSymbol(")") || _cursor.AtWord("ORDER")));
        IReadOnlyList<Expression> arguments = hasNone ? [] : ParseList(ParseExpression);
        if (name.Text.Equals("substring", StringComparison.OrdinalIgnoreCase) && _cursor.AtWord("FROM"))
            throw Unsupported("SUBSTRING … FROM", "write substr(text, start, length)");
        var orderBy = isStar ? [] : ParseOrderBy();
        _cursor.ExpectSymbol(")", isStar ? [] : ["','"]);
        return new Call(name.Position, name.Text, arguments)
        {
            IsStar = isStar,
            IsDistinct = isDistinct,
            OrderBy = orderBy,
            Filter = ParseFilter(),
            IgnoreNulls = ParseIgnoreNulls(),
            Window = ParseOver(),
        };
    }

    private bool ParseDistinct()
    {
        if (_cursor.AcceptWord("DISTINCT")) return true;
        if (_cursor.AtWord("ALL")) _cursor.Next();
        return false;
    }

    private Expression? ParseFilter()
    {
        if (!_cursor.AtWord("FILTER") || !_cursor.Peek().IsSymbol("(")) return null;
        _cursor.Next();
        _cursor.Next();
        _cursor.ExpectWord("WHERE");
        var filter = ParseExpression();
        _cursor.ExpectSymbol(")");
        return filter;
    }

    private bool? ParseIgnoreNulls()
    {
        var isIgnore = _cursor.AtWords("IGNORE", "NULLS");
        if ((!isIgnore && !_cursor.AtWords("RESPECT", "NULLS")) || !_cursor.Peek(2).IsWord("OVER")) return null;
        _cursor.Next();
        _cursor.Next();
        return isIgnore;
    }

    private WindowSpecification? ParseOver()
    {
        RefuseCallSuffix();
        if (!_cursor.AtWord("OVER") || !_cursor.Peek().IsSymbol("(")) return null;
        var at = _cursor.Next().Position;
        _cursor.Next();
        IReadOnlyList<Expression> partitionBy = [];
        if (_cursor.AcceptWord("PARTITION"))
        {
            _cursor.ExpectWord("BY");
            partitionBy = ParseList(ParseExpression);
        }

        var orderAt = _cursor.Position;
        var orderBy = ParseOrderBy();
        if (_cursor.AtWord("GROUPS")) throw Unsupported("A window frame of GROUPS", "there are ROWS and RANGE");
        var frame = _cursor.AtWord("ROWS") || _cursor.AtWord("RANGE") ? ParseFrame() : null;
        _cursor.ExpectSymbol(")");
        return new WindowSpecification(at, partitionBy, orderAt, orderBy, frame);
    }

    private WindowFrame ParseFrame()
    {
        var unit = _cursor.Next();
        var isRows = unit.IsWord("ROWS");
        if (!_cursor.AcceptWord("BETWEEN"))
            return new WindowFrame(unit.Position, isRows, ParseBound(), new FrameBound(FrameBoundKind.CurrentRow, null));
        var start = ParseBound();
        _cursor.ExpectWord("AND");
        return new WindowFrame(unit.Position, isRows, start, ParseBound());
    }

    private FrameBound ParseBound()
    {
        if (_cursor.AtWords("CURRENT", "ROW"))
        {
            _cursor.Next();
            _cursor.Next();
            return new FrameBound(FrameBoundKind.CurrentRow, null);
        }

        var isUnbounded = _cursor.AcceptWord("UNBOUNDED");
        var offset = isUnbounded ? null : ParseConcatenation();
        var isPreceding = _cursor.AcceptWord("PRECEDING");
        if (!isPreceding) _cursor.ExpectWord("FOLLOWING", "'PRECEDING'");
        var kind = (isUnbounded, isPreceding) switch
        {
            (true, true) => FrameBoundKind.UnboundedPreceding,
            (true, false) => FrameBoundKind.UnboundedFollowing,
            (false, true) => FrameBoundKind.Preceding,
            (false, false) => FrameBoundKind.Following,
        };
        return new FrameBound(kind, offset);
    }
}
