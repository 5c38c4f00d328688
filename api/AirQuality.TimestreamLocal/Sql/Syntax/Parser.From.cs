namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <content>The FROM clause: tables, subqueries, UNNEST and joins.</content>
internal sealed partial class Parser
{
    private static readonly string[] RelationStart = ["'('", "'UNNEST'", "<identifier>"];

    private FromItem ParseFrom()
    {
        var left = ParseJoins();
        while (_cursor.AtSymbol(","))
        {
            var at = _cursor.Next().Position;
            left = new JoinItem(at, JoinKind.Cross, left, ParseJoins(), null, []);
        }

        return left;
    }

    private FromItem ParseJoins()
    {
        _cursor.Enter();
        var left = ParseAliasedItem();
        while (ParseJoinKind(left) is var (at, kind))
        {
            var right = ParseAliasedItem();
            left = kind == JoinKind.Cross ? new JoinItem(at, kind, left, right, null, []) : ParseJoinCondition(at, kind, left, right);
        }

        _cursor.Leave();
        return left;
    }

    private (SourcePosition At, JoinKind Kind)? ParseJoinKind(FromItem left)
    {
        var at = _cursor.Position;
        if (_cursor.AcceptWord("JOIN")) return (at, JoinKind.Inner);
        if (_cursor.AtWord("NATURAL"))
            throw Unsupported(left.Position, "NATURAL JOIN", "name the columns with USING or ON");
        JoinKind? kind = _cursor switch
        {
            _ when _cursor.AcceptWord("CROSS") => JoinKind.Cross,
            _ when _cursor.AcceptWord("INNER") => JoinKind.Inner,
            _ when _cursor.AcceptWord("LEFT") => JoinKind.Left,
            _ when _cursor.AcceptWord("RIGHT") => JoinKind.Right,
            _ when _cursor.AcceptWord("FULL") => JoinKind.Full,
            _ => null,
        };
        if (kind is null) return null;
        var isOuter = kind is JoinKind.Left or JoinKind.Right or JoinKind.Full;
        if (isOuter && _cursor.AcceptWord("OUTER")) isOuter = false;
        _cursor.ExpectWord("JOIN", isOuter ? ["'OUTER'"] : []);
        return (at, kind.Value);
    }

    private JoinItem ParseJoinCondition(SourcePosition at, JoinKind kind, FromItem left, FromItem right)
    {
        if (_cursor.AcceptWord("ON")) return new JoinItem(at, kind, left, right, ParseExpression(), []);
        if (!_cursor.AcceptWord("USING")) throw _cursor.Mismatch("'ON'", "'USING'");
        _cursor.ExpectSymbol("(");
        var columns = ParseList(_cursor.ExpectName);
        _cursor.ExpectSymbol(")");
        return new JoinItem(at, kind, left, right, null, columns);
    }

    private FromItem ParseAliasedItem()
    {
        var item = ParseRelation();
        if (_cursor.AcceptWord("AS") || (_cursor.AtName() && !AtClause()))
            item = new AliasedItem(item, _cursor.ExpectName(), ParseColumnAliases());
        return ClauseOfTable() is { } clause ? throw Unsupported(clause) : item;
    }

    private List<Name> ParseColumnAliases()
    {
        if (!_cursor.AcceptSymbol("(")) return [];
        var columns = ParseList(_cursor.ExpectName);
        _cursor.ExpectSymbol(")");
        return columns;
    }

    private FromItem ParseRelation()
    {
        var at = _cursor.Position;
        if (_cursor.AcceptWord("UNNEST")) return ParseUnnest(at);
        if (_cursor.AtWord("LATERAL") && _cursor.Peek().IsSymbol("(")) throw Unsupported("LATERAL");
        if (_cursor.AtQueryBracket()) return new SubqueryItem(at, ParseBracketedQuery());
        if (_cursor.AcceptSymbol("("))
        {
            var item = ParseJoins();
            _cursor.ExpectSymbol(")");
            return item;
        }

        if (!_cursor.AtName()) throw _cursor.Mismatch(RelationStart);
        return new TableItem(ParseTableName());
    }

    private UnnestItem ParseUnnest(SourcePosition at)
    {
        _cursor.ExpectSymbol("(");
        var expressions = ParseList(ParseExpression);
        _cursor.ExpectSymbol(")");
        var withOrdinality = _cursor.AtWords("WITH", "ORDINALITY");
        if (withOrdinality)
        {
            _cursor.Next();
            _cursor.Next();
        }

        return new UnnestItem(at, expressions, withOrdinality);
    }

    private TableName ParseTableName()
    {
        List<Name> parts = [_cursor.ExpectName()];
        while (_cursor.AcceptSymbol(".")) parts.Add(_cursor.ExpectName());
        return new TableName(parts[0].Position, parts);
    }
}
