namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <content>Calls with all that may stand in and behind them, and the names of types.</content>
internal sealed partial class Parser
{
    private Expression ParseNameOrCall()
    {
        var name = cursor.ExpectName();
        return cursor.AtSymbol("(") ? ParseCall(name) : new Identifier(name.Position, name.Text);
    }

    private Call ParseCall(Name name)
    {
        cursor.ExpectSymbol("(");
        var isStar = cursor.AcceptSymbol("*");
        var isDistinct = !isStar && ParseDistinct();
        IReadOnlyList<Expression> arguments = isStar || cursor.AtSymbol(")") ? [] : ParseList(ParseExpression);
        var orderBy = isStar ? [] : ParseOrderBy();
        cursor.ExpectSymbol(")", isStar ? [] : ["','"]);
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
        if (cursor.AcceptWord("DISTINCT")) return true;
        if (cursor.AtWord("ALL")) cursor.Next();
        return false;
    }

    private Expression? ParseFilter()
    {
        if (!cursor.AtWord("FILTER") || !cursor.Peek().IsSymbol("(")) return null;
        cursor.Next();
        cursor.Next();
        cursor.ExpectWord("WHERE");
        var filter = ParseExpression();
        cursor.ExpectSymbol(")");
        return filter;
    }

    private bool ParseIgnoreNulls()
    {
        var isIgnore = cursor.AtWords("IGNORE", "NULLS");
        if (!isIgnore && !cursor.AtWords("RESPECT", "NULLS")) return false;
        cursor.Next();
        cursor.Next();
        return isIgnore;
    }

    private WindowSpecification? ParseOver()
    {
        if (!cursor.AtWord("OVER") || !cursor.Peek().IsSymbol("(")) return null;
        cursor.Next();
        cursor.Next();
        IReadOnlyList<Expression> partitionBy = [];
        if (cursor.AcceptWord("PARTITION"))
        {
            cursor.ExpectWord("BY");
            partitionBy = ParseList(ParseExpression);
        }

        var orderBy = ParseOrderBy();
        var frame = cursor.AtWord("ROWS") || cursor.AtWord("RANGE") ? ParseFrame() : null;
        cursor.ExpectSymbol(")");
        return new WindowSpecification(partitionBy, orderBy, frame);
    }

    private WindowFrame ParseFrame()
    {
        var isRows = cursor.Next().IsWord("ROWS");
        var at = cursor.Position;
        if (!cursor.AcceptWord("BETWEEN")) return new WindowFrame(isRows, ParseBound(), new FrameBound(at, FrameBoundKind.CurrentRow, null));
        var start = ParseBound();
        cursor.ExpectWord("AND");
        return new WindowFrame(isRows, start, ParseBound());
    }

    private FrameBound ParseBound()
    {
        var at = cursor.Position;
        if (cursor.AtWords("CURRENT", "ROW"))
        {
            cursor.Next();
            cursor.Next();
            return new FrameBound(at, FrameBoundKind.CurrentRow, null);
        }

        var isUnbounded = cursor.AcceptWord("UNBOUNDED");
        var offset = isUnbounded ? null : ParseConcatenation();
        var isPreceding = cursor.AcceptWord("PRECEDING");
        if (!isPreceding) cursor.ExpectWord("FOLLOWING", "'PRECEDING'");
        var kind = (isUnbounded, isPreceding) switch
        {
            (true, true) => FrameBoundKind.UnboundedPreceding,
            (true, false) => FrameBoundKind.UnboundedFollowing,
            (false, true) => FrameBoundKind.Preceding,
            (false, false) => FrameBoundKind.Following,
        };
        return new FrameBound(at, kind, offset);
    }

    private TypeName ParseTypeName()
    {
        if (!cursor.AtName()) throw cursor.Mismatch("<type>");
        cursor.Enter();
        var name = cursor.ExpectName();
        var type = name.Text.ToLowerInvariant() switch
        {
            "interval" => ParseIntervalType(name),
            "double" when cursor.AcceptWord("PRECISION") => new TypeName(name.Position, "double", []),
            _ => new TypeName(name.Position, name.Text.ToLowerInvariant(), ParseTypeArguments(name)),
        };
        cursor.Leave();
        return type;
    }

    private TypeName ParseIntervalType(Name name)
    {
        var from = cursor.ExpectName().Text;
        cursor.ExpectWord("TO");
        return new TypeName(name.Position, $"interval {from} to {cursor.ExpectName().Text}".ToLowerInvariant(), []);
    }

    private List<TypeArgument> ParseTypeArguments(Name name)
    {
        if (!cursor.AcceptSymbol("(")) return [];
        var isRow = name.Text.Equals("row", StringComparison.OrdinalIgnoreCase);
        if (cursor.Current.Kind == TokenKind.Integer)
        {
            cursor.Next();
            cursor.ExpectSymbol(")");
            return [];
        }

        var arguments = ParseList(() => ParseTypeArgument(isRow));
        cursor.ExpectSymbol(")", "','");
        return arguments;
    }

    private TypeArgument ParseTypeArgument(bool isRow)
    {
        var isNamed = isRow && cursor.AtName() && cursor.AtName(1);
        return isNamed ? new TypeArgument(cursor.ExpectName().Text, ParseTypeName()) : new TypeArgument(null, ParseTypeName());
    }
}
