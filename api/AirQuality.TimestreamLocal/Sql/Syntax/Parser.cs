namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <summary>Query text to tree, by recursive descent. The parts: statements and clauses here, then FROM, expressions, operands, calls.</summary>
internal sealed partial class Parser
{
    /// <summary>The longest query (Timestream API reference, Query: QueryString), in characters.</summary>
    public const int MaximumLength = 262_144;

    private readonly TokenCursor cursor;

    private Parser(IReadOnlyList<Token> tokens) => cursor = new TokenCursor(tokens);

    /// <summary>Parses one statement; a semicolon may end it.</summary>
    /// <exception cref="SqlException">The text is too long, too deep or not in the grammar.</exception>
    public static Statement Parse(string sql)
    {
        if (sql.Length > MaximumLength)
            throw new SqlException($"The query has {sql.Length} characters; at most {MaximumLength} are allowed");
        var parser = new Parser(Tokenizer.Tokenize(sql));
        var statement = parser.ParseStatement();
        parser.ExpectEnd();
        return statement;
    }

    private Statement ParseStatement()
    {
        if (cursor.AcceptWord("SHOW")) return ParseShow();
        if (cursor.AcceptWord("DESCRIBE") || cursor.AcceptWord("DESC")) return new Describe(ParseTableName());
        if (cursor.AtWord("SELECT") || cursor.AtWord("WITH") || cursor.AtWord("VALUES") || cursor.AtSymbol("("))
            return new QueryStatement(ParseQuery());
        throw cursor.Mismatch("'('", "'DESCRIBE'", "'SELECT'", "'SHOW'", "'VALUES'", "'WITH'");
    }

    private void ExpectEnd()
    {
        if (cursor.AtSymbol(";") && cursor.Peek().Kind == TokenKind.End) cursor.Next();
        if (cursor.Current.Kind != TokenKind.End) throw cursor.Mismatch("<EOF>");
    }

    private Statement ParseShow()
    {
        if (cursor.AcceptWord("DATABASES")) return new ShowDatabases(ParseLikePattern());
        if (cursor.AcceptWord("MEASURES"))
        {
            cursor.ExpectWord("FROM");
            return new ShowMeasures(ParseTableName(), ParseLikePattern());
        }

        cursor.ExpectWord("TABLES", "'DATABASES'", "'MEASURES'");
        Name? database = cursor.AcceptWord("FROM") ? cursor.ExpectName() : null;
        return new ShowTables(database, ParseLikePattern());
    }

    private string? ParseLikePattern()
    {
        if (!cursor.AcceptWord("LIKE")) return null;
        if (cursor.Current.Kind != TokenKind.Text) throw cursor.Mismatch("<string>");
        return cursor.Next().Text;
    }

    private Query ParseQuery()
    {
        cursor.Enter();
        IReadOnlyList<NamedQuery> with = cursor.AcceptWord("WITH") ? ParseList(ParseNamedQuery) : [];
        var body = ParseUnion();
        var orderBy = ParseOrderBy();
        var limit = ParseLimit();
        cursor.Leave();
        return new Query(with, body, orderBy, limit);
    }

    private NamedQuery ParseNamedQuery()
    {
        var name = cursor.ExpectName();
        var columns = ParseColumnAliases();
        cursor.ExpectWord("AS", columns.Count == 0 ? ["'('"] : []);
        return new NamedQuery(name, columns, ParseBracketedQuery());
    }

    private Query ParseBracketedQuery()
    {
        cursor.ExpectSymbol("(");
        var query = ParseQuery();
        cursor.ExpectSymbol(")");
        return query;
    }

    private QueryBody ParseUnion()
    {
        var left = ParseIntersect();
        while (cursor.AtWord("UNION") || cursor.AtWord("EXCEPT"))
        {
            var token = cursor.Next();
            var isAll = ParseSetQuantifier();
            left = new SetOperation(token.Position, token.IsWord("UNION") ? SetOperator.Union : SetOperator.Except, isAll, left, ParseIntersect());
        }

        return left;
    }

    private QueryBody ParseIntersect()
    {
        var left = ParseQueryPrimary();
        while (cursor.AtWord("INTERSECT"))
        {
            var at = cursor.Next().Position;
            var isAll = ParseSetQuantifier();
            left = new SetOperation(at, SetOperator.Intersect, isAll, left, ParseQueryPrimary());
        }

        return left;
    }

    /// <summary>ALL keeps duplicates; DISTINCT is what nothing means.</summary>
    private bool ParseSetQuantifier() => cursor.AcceptWord("ALL") || (cursor.AcceptWord("DISTINCT") && false);

    private QueryBody ParseQueryPrimary()
    {
        var at = cursor.Position;
        if (cursor.AtSymbol("(")) return new ParenthesizedBody(at, ParseBracketedQuery());
        if (cursor.AcceptWord("VALUES")) return new ValuesBody(at, ParseList(ParseExpression));
        if (cursor.AcceptWord("SELECT")) return ParseSelect(at);
        throw cursor.Mismatch("'('", "'SELECT'", "'VALUES'");
    }

    private SelectBody ParseSelect(SourcePosition at)
    {
        var isDistinct = cursor.AcceptWord("DISTINCT");
        if (!isDistinct && cursor.AtWord("ALL")) cursor.Next();
        var items = ParseList(ParseSelectItem);
        var from = cursor.AcceptWord("FROM") ? ParseFrom() : null;
        var where = cursor.AcceptWord("WHERE") ? ParseExpression() : null;
        var groupBy = ParseGroupBy();
        var having = cursor.AcceptWord("HAVING") ? ParseExpression() : null;
        return new SelectBody(at, isDistinct, items, from, where, groupBy, having);
    }

    private SelectItem ParseSelectItem()
    {
        var at = cursor.Position;
        if (cursor.AcceptSymbol("*")) return new AllColumns(at, []);
        if (ParseQualifierOfStar() is { } qualifier) return new AllColumns(at, qualifier);
        var expression = ParseExpression();
        if (cursor.AcceptWord("AS")) return new SelectExpression(expression, cursor.ExpectName().Text);
        return new SelectExpression(expression, cursor.AtName() && !AtLimit() ? cursor.Next().Text : null);
    }

    private List<string>? ParseQualifierOfStar()
    {
        var parts = 0;
        while (cursor.AtName(parts * 2) && cursor.Peek((parts * 2) + 1).IsSymbol(".")) parts++;
        if (parts == 0 || !cursor.Peek(parts * 2).IsSymbol("*")) return null;
        List<string> qualifier = [];
        for (; parts > 0; parts--)
        {
            qualifier.Add(cursor.ExpectName().Text);
            cursor.ExpectSymbol(".");
        }

        cursor.ExpectSymbol("*");
        return qualifier;
    }

    private GroupBy? ParseGroupBy()
    {
        if (!cursor.AcceptWord("GROUP")) return null;
        cursor.ExpectWord("BY");
        ParseSetQuantifier();
        if (!cursor.AtSymbol("(") || !cursor.Peek().IsSymbol(")")) return new GroupBy(ParseList(ParseExpression));
        cursor.Next();
        cursor.Next();
        return new GroupBy([]);
    }

    private List<SortItem> ParseOrderBy()
    {
        if (!cursor.AcceptWord("ORDER")) return [];
        cursor.ExpectWord("BY");
        return ParseList(ParseSortItem);
    }

    private SortItem ParseSortItem()
    {
        var key = ParseExpression();
        var descending = cursor.AcceptWord("DESC") || (cursor.AcceptWord("ASC") && false);
        if (!cursor.AcceptWord("NULLS")) return new SortItem(key, descending, NullsFirst: false);
        if (cursor.AcceptWord("FIRST")) return new SortItem(key, descending, NullsFirst: true);
        cursor.ExpectWord("LAST", "'FIRST'");
        return new SortItem(key, descending, NullsFirst: false);
    }

    /// <summary>LIMIT is no reserved word: before a number or ALL it is the clause, elsewhere it may be a name.</summary>
    private bool AtLimit() => cursor.AtWord("LIMIT") && (cursor.Peek().Kind is TokenKind.Integer or TokenKind.End || cursor.Peek().IsWord("ALL"));

    private long? ParseLimit()
    {
        if (!cursor.AcceptWord("LIMIT") || cursor.AcceptWord("ALL")) return null;
        if (cursor.Current.Kind != TokenKind.Integer) throw cursor.Mismatch("'ALL'", "<integer>");
        var token = cursor.Next();
        return long.TryParse(token.Text, out var limit) ? limit : throw new SqlException(token.Position, $"Invalid limit: {token.Text}");
    }

    private List<T> ParseList<T>(Func<T> item)
    {
        List<T> items = [item()];
        while (cursor.AcceptSymbol(",")) items.Add(item());
        return items;
    }
}
