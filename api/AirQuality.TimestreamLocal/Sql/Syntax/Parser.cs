namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <summary>Query text to tree, by recursive descent. The parts: statements and clauses here, then FROM, expressions, operands,
/// calls.</summary>
internal sealed partial class Parser
{
    /// <summary>The longest query (Timestream API reference, Query: QueryString), in characters.</summary>
    public const int MaximumLength = 262_144;

    private readonly TokenCursor _cursor;

    // Engines of the family read some operands twice: the first of a select item, which `.*` may follow, and the first in brackets, which
    // may open a row, a subquery or a lambda. An error met in such a trial stands where its token is, elsewhere sometimes before it.
    private int _trials;
    private SourcePosition _itemStart;

    // Told when the rest is found to be in the grammar.
    private SqlException? _invalidLiteral;

    private Parser(IReadOnlyList<Token> tokens) => _cursor = new TokenCursor(tokens);

    /// <summary>Parses one statement; a semicolon may end it.</summary>
    /// <exception cref="SqlException">The text is too long, too deep or not in the grammar.</exception>
    public static Statement Parse(string sql)
    {
        if (sql.Length > MaximumLength)
            throw new SqlException($"The query has {sql.Length} characters; at most {MaximumLength} are allowed");
        var parser = new Parser(Tokenizer.Tokenize(sql));
        var statement = parser.ParseStatement();
        parser.ExpectEnd();
        return parser._invalidLiteral is { } invalid ? throw invalid : statement;
    }

    private Statement ParseStatement()
    {
        if (_cursor.AcceptWord("SHOW")) return ParseShow();
        if (_cursor.AcceptWord("DESCRIBE") || _cursor.AcceptWord("DESC")) return new Describe(ParseTableName());
        if (_cursor.AtWord("SELECT") || _cursor.AtWord("WITH") || _cursor.AtWord("VALUES") || _cursor.AtSymbol("("))
            return new QueryStatement(ParseQuery());
        RefuseStatement();
        throw _cursor.Mismatch("'('", "'DESCRIBE'", "'SELECT'", "'SHOW'", "'VALUES'", "'WITH'");
    }

    private void ExpectEnd()
    {
        if (_cursor.AtSymbol(";") && _cursor.Peek().Kind == TokenKind.End) _cursor.Next();
        if (_cursor.Current.Kind != TokenKind.End) throw _cursor.Mismatch("<EOF>");
    }

    private Statement ParseShow()
    {
        if (_cursor.AcceptWord("DATABASES")) return new ShowDatabases(ParseLikePattern());
        if (_cursor.AcceptWord("MEASURES"))
        {
            _cursor.ExpectWord("FROM");
            return new ShowMeasures(ParseTableName(), ParseLikePattern());
        }

        RefuseShow();
        _cursor.ExpectWord("TABLES", "'DATABASES'", "'MEASURES'");
        Name? database = _cursor.AcceptWord("FROM") ? _cursor.ExpectName() : null;
        return new ShowTables(database, ParseLikePattern());
    }

    private string? ParseLikePattern()
    {
        if (!_cursor.AcceptWord("LIKE")) return null;
        if (_cursor.Current.Kind != TokenKind.Text) throw _cursor.Mismatch("<string>");
        return _cursor.Next().Text;
    }

    private Query ParseQuery()
    {
        _cursor.Enter();
        var at = _cursor.Position;
        IReadOnlyList<NamedQuery> with = _cursor.AcceptWord("WITH") ? ParseNamedQueries() : [];
        var body = ParseUnion();
        var orderBy = ParseOrderBy();
        var limit = ParseLimit();
        _cursor.Leave();
        return new Query(at, with, body, orderBy, limit);
    }

    private List<NamedQuery> ParseNamedQueries() =>
        _cursor.AtWord("RECURSIVE") ? throw Unsupported("WITH RECURSIVE") : ParseList(ParseNamedQuery);

    private NamedQuery ParseNamedQuery()
    {
        var name = _cursor.ExpectName();
        var columns = ParseColumnAliases();
        _cursor.ExpectWord("AS", columns.Count == 0 ? ["'('"] : []);
        return new NamedQuery(name, columns, ParseBracketedQuery());
    }

    private Query ParseBracketedQuery()
    {
        _cursor.ExpectSymbol("(");
        var query = ParseQuery();
        _cursor.ExpectSymbol(")");
        return query;
    }

    private QueryBody ParseUnion()
    {
        var left = ParseIntersect();
        while (_cursor.AtWord("UNION") || _cursor.AtWord("EXCEPT"))
        {
            var token = _cursor.Next();
            var isAll = ParseSetQuantifier();
            var operation = token.IsWord("UNION") ? SetOperator.Union : SetOperator.Except;
            left = new SetOperation(token.Position, operation, isAll, left, ParseIntersect());
        }

        return left;
    }

    private QueryBody ParseIntersect()
    {
        var left = ParseQueryPrimary();
        while (_cursor.AtWord("INTERSECT"))
        {
            var at = _cursor.Next().Position;
            var isAll = ParseSetQuantifier();
            left = new SetOperation(at, SetOperator.Intersect, isAll, left, ParseQueryPrimary());
        }

        return left;
    }

    /// <summary>ALL keeps duplicates; DISTINCT is what nothing means.</summary>
    private bool ParseSetQuantifier() => _cursor.AcceptWord("ALL") || (_cursor.AcceptWord("DISTINCT") && false);

    private QueryBody ParseQueryPrimary()
    {
        var at = _cursor.Position;
        if (_cursor.AtSymbol("(")) return new ParenthesizedBody(at, ParseBracketedQuery());
        if (_cursor.AcceptWord("VALUES")) return new ValuesBody(at, ParseList(ParseExpression));
        if (_cursor.AcceptWord("SELECT")) return ParseSelect(at);
        if (_cursor.AtWord("TABLE")) throw Unsupported("TABLE", "write SELECT * FROM it");
        throw _cursor.Mismatch("'('", "'SELECT'", "'VALUES'");
    }

    private SelectBody ParseSelect(SourcePosition at)
    {
        var isDistinct = _cursor.AcceptWord("DISTINCT");
        if (!isDistinct && _cursor.AtWord("ALL")) _cursor.Next();
        var items = ParseList(ParseSelectItem);
        var from = _cursor.AcceptWord("FROM") ? ParseFrom() : null;
        var where = _cursor.AcceptWord("WHERE") ? ParseExpression() : null;
        var groupBy = ParseGroupBy();
        var having = _cursor.AcceptWord("HAVING") ? ParseExpression() : null;
        return new SelectBody(at, isDistinct, items, from, where, groupBy, having);
    }

    private SelectItem ParseSelectItem()
    {
        var at = _cursor.Position;
        if (_cursor.AcceptSymbol("*")) return new AllColumns(at, []);
        if (ParseQualifierOfStar() is { } qualifier)
            return _cursor.AtWord("AS") ? throw Unsupported("'.* AS'") : new AllColumns(at, qualifier);
        _itemStart = at;
        var expression = ParseExpression();
        if (_cursor.AcceptWord("AS")) return new SelectExpression(expression, _cursor.ExpectName().Text);
        return new SelectExpression(expression, _cursor.AtName() && !AtClause() ? _cursor.ExpectName().Text : null);
    }

    private List<string>? ParseQualifierOfStar()
    {
        var parts = 0;
        while (_cursor.AtName(parts * 2) && _cursor.Peek((parts * 2) + 1).IsSymbol(".")) parts++;
        if (parts == 0 || !_cursor.Peek(parts * 2).IsSymbol("*")) return null;
        List<string> qualifier = [];
        for (; parts > 0; parts--)
        {
            qualifier.Add(_cursor.ExpectName().Text);
            _cursor.ExpectSymbol(".");
        }

        _cursor.ExpectSymbol("*");
        return qualifier;
    }

    private GroupBy? ParseGroupBy()
    {
        if (!_cursor.AcceptWord("GROUP")) return null;
        _cursor.ExpectWord("BY");
        ParseSetQuantifier();
        return new GroupBy([.. ParseList(ParseGroupingElement).SelectMany(keys => keys)]);
    }

    /// <summary>An expression, or expressions in brackets, or none in brackets.</summary>
    private IReadOnlyList<Expression> ParseGroupingElement()
    {
        RefuseGrouping();
        var isBracket = _cursor.AtSymbol("(");
        if (isBracket && _cursor.Peek().IsSymbol(")"))
        {
            _cursor.Next();
            _cursor.Next();
            return [];
        }

        var key = ParseExpression();
        return isBracket && key is RowConstructor row ? row.Fields : [key];
    }

    private List<SortItem> ParseOrderBy()
    {
        if (!_cursor.AcceptWord("ORDER")) return [];
        _cursor.ExpectWord("BY");
        return ParseList(ParseSortItem);
    }

    private SortItem ParseSortItem()
    {
        var key = ParseExpression();
        var descending = _cursor.AcceptWord("DESC") || (_cursor.AcceptWord("ASC") && false);
        if (!_cursor.AcceptWord("NULLS")) return new SortItem(key, descending, NullsFirst: false);
        if (_cursor.AcceptWord("FIRST")) return new SortItem(key, descending, NullsFirst: true);
        _cursor.ExpectWord("LAST", "'FIRST'");
        return new SortItem(key, descending, NullsFirst: false);
    }

    /// <summary>LIMIT is no reserved word: before a number or ALL it is the clause, elsewhere it may be a name.</summary>
    private bool AtLimit() =>
        _cursor.AtWord("LIMIT") && (_cursor.Peek().Kind is TokenKind.Integer or TokenKind.End || _cursor.Peek().IsWord("ALL"));

    private long? ParseLimit()
    {
        if (ClauseOfQuery() is { } clause) throw Unsupported(clause);
        if (!_cursor.AcceptWord("LIMIT") || _cursor.AcceptWord("ALL")) return null;
        if (_cursor.Current.Kind != TokenKind.Integer) throw _cursor.Mismatch("'ALL'", "<integer>");
        return (long?)ParseInteger(_cursor.Position, isNegative: false).Value;
    }

    private List<T> ParseList<T>(Func<T> item)
    {
        List<T> items = [item()];
        while (_cursor.AcceptSymbol(",")) items.Add(item());
        return items;
    }
}
