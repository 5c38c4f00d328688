namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <content>The FROM clause: tables, subqueries, UNNEST and joins.</content>
internal sealed partial class Parser
{
    private static readonly string[] RelationStart = ["'('", "'UNNEST'", "<identifier>"];

    private FromItem ParseFrom()
    {
        var left = ParseJoins();
        while (cursor.AtSymbol(","))
        {
            var at = cursor.Next().Position;
            left = new JoinItem(at, JoinKind.Cross, left, ParseJoins(), null, []);
        }

        return left;
    }

    private FromItem ParseJoins()
    {
        cursor.Enter();
        var left = ParseAliasedItem();
        while (ParseJoinKind() is var (at, kind))
        {
            var right = ParseAliasedItem();
            left = kind == JoinKind.Cross ? new JoinItem(at, kind, left, right, null, []) : ParseJoinCondition(at, kind, left, right);
        }

        cursor.Leave();
        return left;
    }

    private (SourcePosition At, JoinKind Kind)? ParseJoinKind()
    {
        var at = cursor.Position;
        if (cursor.AcceptWord("JOIN")) return (at, JoinKind.Inner);
        if (cursor.AtWord("NATURAL")) throw new SqlException(at, "NATURAL JOIN is not supported; name the columns with USING or ON");
        JoinKind? kind = cursor switch
        {
            _ when cursor.AcceptWord("CROSS") => JoinKind.Cross,
            _ when cursor.AcceptWord("INNER") => JoinKind.Inner,
            _ when cursor.AcceptWord("LEFT") => JoinKind.Left,
            _ when cursor.AcceptWord("RIGHT") => JoinKind.Right,
            _ when cursor.AcceptWord("FULL") => JoinKind.Full,
            _ => null,
        };
        if (kind is null) return null;
        var isOuter = kind is JoinKind.Left or JoinKind.Right or JoinKind.Full;
        if (isOuter && cursor.AcceptWord("OUTER")) isOuter = false;
        cursor.ExpectWord("JOIN", isOuter ? ["'OUTER'"] : []);
        return (at, kind.Value);
    }

    private JoinItem ParseJoinCondition(SourcePosition at, JoinKind kind, FromItem left, FromItem right)
    {
        if (cursor.AcceptWord("ON")) return new JoinItem(at, kind, left, right, ParseExpression(), []);
        if (!cursor.AcceptWord("USING")) throw cursor.Mismatch("'ON'", "'USING'");
        cursor.ExpectSymbol("(");
        var columns = ParseList(cursor.ExpectName);
        cursor.ExpectSymbol(")");
        return new JoinItem(at, kind, left, right, null, columns);
    }

    private FromItem ParseAliasedItem()
    {
        var item = ParseRelation();
        if (!cursor.AcceptWord("AS") && (!cursor.AtName() || AtLimit())) return item;
        var alias = cursor.ExpectName();
        return new AliasedItem(item, alias, ParseColumnAliases());
    }

    private List<Name> ParseColumnAliases()
    {
        if (!cursor.AcceptSymbol("(")) return [];
        var columns = ParseList(cursor.ExpectName);
        cursor.ExpectSymbol(")");
        return columns;
    }

    private FromItem ParseRelation()
    {
        var at = cursor.Position;
        if (cursor.AcceptWord("UNNEST")) return ParseUnnest(at);
        if (cursor.AtQueryBracket()) return new SubqueryItem(at, ParseBracketedQuery());
        if (cursor.AcceptSymbol("("))
        {
            var item = ParseFrom();
            cursor.ExpectSymbol(")");
            return item;
        }

        if (!cursor.AtName()) throw cursor.Mismatch(RelationStart);
        return new TableItem(ParseTableName());
    }

    private UnnestItem ParseUnnest(SourcePosition at)
    {
        cursor.ExpectSymbol("(");
        var expressions = ParseList(ParseExpression);
        cursor.ExpectSymbol(")");
        var withOrdinality = cursor.AtWords("WITH", "ORDINALITY");
        if (withOrdinality)
        {
            cursor.Next();
            cursor.Next();
        }

        return new UnnestItem(at, expressions, withOrdinality);
    }

    private TableName ParseTableName()
    {
        List<Name> parts = [cursor.ExpectName()];
        while (cursor.AcceptSymbol(".")) parts.Add(cursor.ExpectName());
        return new TableName(parts[0].Position, parts);
    }
}
