using System.Collections.Frozen;

namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <content>Constructs of the Presto family that are not in the dialect: they are refused by name, where they begin.</content>
internal sealed partial class Parser
{
    private static readonly FrozenSet<string> OtherStatements = new[]
    {
        "ALTER", "ANALYZE", "CALL", "COMMENT", "COMMIT", "CREATE", "DEALLOCATE", "DELETE", "DROP", "EXECUTE", "EXPLAIN", "GRANT", "INSERT",
        "MERGE", "PREPARE", "REFRESH", "RESET", "REVOKE", "ROLLBACK", "SET", "START", "TABLE", "TRUNCATE", "UNLOAD", "UPDATE", "USE",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> OtherShows = new[]
    {
        "CATALOGS", "COLUMNS", "CREATE", "CURRENT", "FUNCTIONS", "GRANTS", "ROLE", "ROLES", "SCHEMAS", "SESSION", "STATS",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> OtherOperands = new[] { "CURRENT_USER", "GROUPING", "NORMALIZE", "TABLE" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static SqlException Unsupported(SourcePosition at, string construct, string instead = "") =>
        new(at, $"{construct} is not supported{(instead.Length == 0 ? "" : "; ")}{instead}");

    private SqlException Unsupported(string construct, string instead = "") => Unsupported(_cursor.Position, construct, instead);

    private void RefuseStatement()
    {
        if (AtWordOf(OtherStatements))
            throw Unsupported(CurrentWord, "a query begins with SELECT, WITH or VALUES, other statements with SHOW or DESCRIBE");
    }

    private void RefuseShow()
    {
        if (AtWordOf(OtherShows)) throw Unsupported($"SHOW {CurrentWord}", "there are SHOW DATABASES, SHOW TABLES and SHOW MEASURES");
    }

    private void RefuseOperand()
    {
        if (AtWordOf(OtherOperands)) throw Unsupported(CurrentWord);
        if (_cursor.Current is { Kind: TokenKind.Invalid, Text: "?" }) throw Unsupported("A parameter '?'");
    }

    /// <summary>Literals and calls that begin with a word which could be a name.</summary>
    private void RefuseWord()
    {
        var next = _cursor.Peek();
        if (_cursor.AtWord("X") && next.Kind == TokenKind.Text && next.Position == _cursor.Position.Next)
            throw Unsupported("A binary literal X'…'");
        if (_cursor.AtWord("U") && next is { Kind: TokenKind.Invalid, Text: "&" }) throw Unsupported("A text literal U&'…'");
    }

    private void RefuseTimeZone()
    {
        if (_cursor.AtWords("AT", "TIME")) throw Unsupported("AT TIME ZONE", "all times are in UTC");
    }

    private void RefuseRowExpansion()
    {
        if (_cursor.AtSymbol(".") && _cursor.Peek().IsSymbol("*")) throw Unsupported("'.*' of an expression", "name the fields of the row");
    }

    private void RefuseIntervalRange()
    {
        if (_cursor.AtWord("TO")) throw Unsupported("INTERVAL … TO", "write a sum, such as 1d + 2h");
    }

    private void RefusePrecision()
    {
        if (_cursor.AtSymbol("(") && _cursor.Peek().Kind == TokenKind.Integer) throw Unsupported("A precision of the current time");
    }

    private void RefuseCallSuffix()
    {
        if (_cursor.AtWords("WITHIN", "GROUP")) throw Unsupported(_cursor.Peek(2).Position, "WITHIN GROUP");
        if (_cursor.AtWord("OVER") && _cursor.AtName(1))
            throw Unsupported(_cursor.Peek().Position, "A named window", "write its definition in brackets");
    }

    private void RefuseGrouping()
    {
        if (_cursor.AtWords("GROUPING", "SETS")) throw Unsupported("GROUPING SETS");
        if (_cursor.AtWord("ROLLUP") || _cursor.AtWord("CUBE")) throw Unsupported(CurrentWord);
    }

    /// <summary>Whether a clause begins here whose first word could be an alias.</summary>
    private bool AtClause() => AtLimit() || ClauseOfQuery() is not null || ClauseOfTable() is not null;

    private string? ClauseOfQuery() => _cursor switch
    {
        _ when _cursor.AtWord("OFFSET") && _cursor.Peek().Kind == TokenKind.Integer => "OFFSET",
        _ when _cursor.AtWords("FETCH", "FIRST") || _cursor.AtWords("FETCH", "NEXT") => "FETCH",
        _ when _cursor.AtWord("WINDOW") && _cursor.AtName(1) && _cursor.Peek(2).IsWord("AS") => "WINDOW",
        _ => null,
    };

    private string? ClauseOfTable() => _cursor switch
    {
        _ when _cursor.AtWords("TABLESAMPLE", "BERNOULLI") || _cursor.AtWords("TABLESAMPLE", "SYSTEM") => "TABLESAMPLE",
        _ when _cursor.AtWord("MATCH_RECOGNIZE") && _cursor.Peek().IsSymbol("(") => "MATCH_RECOGNIZE",
        _ => null,
    };

    private bool AtWordOf(FrozenSet<string> words) => _cursor.Current.Kind == TokenKind.Word && words.Contains(_cursor.Current.Text);

    private string CurrentWord => _cursor.Current.Text.ToUpperInvariant();
}
