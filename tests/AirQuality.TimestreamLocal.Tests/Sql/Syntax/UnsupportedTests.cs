using AirQuality.TimestreamLocal.Sql;

namespace AirQuality.TimestreamLocal.Tests.Sql.Syntax;

/// <summary>Constructs of the family that the dialect has not: each refusal has its place and the construct's name.</summary>
public sealed class UnsupportedTests
{
    [Theory]
    [InlineData("INSERT INTO aq.s VALUES 1", 1, "INSERT")]
    [InlineData("UPDATE aq.s SET lat = 1", 1, "UPDATE")]
    [InlineData("DELETE FROM aq.s", 1, "DELETE")]
    [InlineData("CREATE TABLE aq.x (a bigint)", 1, "CREATE")]
    [InlineData("EXPLAIN SELECT 1", 1, "EXPLAIN")]
    [InlineData("PREPARE p FROM SELECT 1", 1, "PREPARE")]
    [InlineData("UNLOAD (SELECT 1) TO 's3://bucket'", 1, "UNLOAD")]
    [InlineData("start transaction", 1, "START")]
    [InlineData("TABLE aq.s", 1, "TABLE")]
    [InlineData("SELECT 1 WHERE EXISTS (TABLE aq.s)", 24, "TABLE")]
    [InlineData("SHOW COLUMNS FROM aq.s", 6, "SHOW COLUMNS")]
    public void Statement_OfTheFamily_IsNamed(string sql, int column, string construct) => AssertNamed(sql, column, construct);

    [Theory]
    [InlineData("WITH RECURSIVE a (x) AS (SELECT 1) SELECT * FROM a", 6, "WITH RECURSIVE")]
    [InlineData("SELECT 1 FROM aq.s OFFSET 5", 20, "OFFSET")]
    [InlineData("SELECT 1 OFFSET 5 ROWS", 10, "OFFSET")]
    [InlineData("SELECT 1 FROM aq.s FETCH FIRST 5 ROWS ONLY", 20, "FETCH")]
    [InlineData("SELECT 1 FROM aq.s WINDOW w AS (ORDER BY time)", 20, "WINDOW")]
    [InlineData("SELECT 1 FROM aq.s TABLESAMPLE BERNOULLI (10)", 20, "TABLESAMPLE")]
    [InlineData("SELECT 1 FROM aq.s AS x TABLESAMPLE SYSTEM (10)", 25, "TABLESAMPLE")]
    [InlineData("SELECT 1 FROM aq.s MATCH_RECOGNIZE (PATTERN (a))", 20, "MATCH_RECOGNIZE")]
    [InlineData("SELECT 1 FROM aq.s, LATERAL (SELECT 1)", 21, "LATERAL")]
    [InlineData("SELECT 1 FROM aq.s NATURAL JOIN aq.t", 15, "NATURAL JOIN")]
    [InlineData("SELECT 1 FROM aq.s GROUP BY GROUPING SETS ((name), ())", 29, "GROUPING SETS")]
    [InlineData("SELECT 1 FROM aq.s GROUP BY lat, ROLLUP (name)", 34, "ROLLUP")]
    [InlineData("SELECT 1 FROM aq.s GROUP BY cube (name)", 29, "CUBE")]
    public void Clause_OfTheFamily_IsNamed(string sql, int column, string construct) => AssertNamed(sql, column, construct);

    [Theory]
    [InlineData("SELECT GROUPING(name) FROM aq.s", 8, "GROUPING")]
    [InlineData("SELECT 1 + ?", 12, "A parameter '?'")]
    [InlineData("SELECT name::varchar FROM aq.s", 12, "'::'")]
    [InlineData("SELECT time AT TIME ZONE 'UTC' FROM aq.s", 13, "AT TIME ZONE")]
    [InlineData("SELECT X'6162'", 8, "A binary literal")]
    [InlineData("SELECT U&'\\0061'", 8, "A text literal U&'…'")]
    [InlineData("SELECT current_timestamp(3)", 25, "A precision")]
    [InlineData("SELECT interval '1 02:03' day to minute", 31, "INTERVAL … TO")]
    [InlineData("SELECT substring('abc' FROM 2)", 24, "SUBSTRING … FROM")]
    [InlineData("SELECT normalize('a')", 8, "NORMALIZE")]
    [InlineData("SELECT (ROW(1, 2)).*", 19, "'.*' of an expression")]
    [InlineData("SELECT s.* AS (a, b) FROM aq.s s", 12, "'.* AS'")]
    [InlineData("SELECT sum(lat) OVER w FROM aq.s", 22, "A named window")]
    [InlineData("SELECT sum(lat) OVER (GROUPS 1 PRECEDING) FROM aq.s", 23, "A window frame of GROUPS")]
    [InlineData("SELECT listagg(name, ',') WITHIN GROUP (ORDER BY lat) FROM aq.s", 40, "WITHIN GROUP")]
    public void Expression_OfTheFamily_IsNamed(string sql, int column, string construct) => AssertNamed(sql, column, construct);

    [Theory]
    [InlineData("decimal(10, 2)", "decimal(10, 2)")]
    [InlineData("char(3)", "char(3)")]
    [InlineData("timestamp(3)", "timestamp(3)")]
    [InlineData("timestamp with time zone", "timestamp with time zone")]
    [InlineData("time(6) with time zone", "time with time zone(6)")]
    [InlineData("map(varchar, bigint)", "map(varchar, bigint)")]
    [InlineData("ARRAY<real>", "real")]
    [InlineData("json", "json")]
    public void Type_OfTheFamily_IsNamed(string type, string name) =>
        Assert.Equal($"line 1:8: Unknown type: {name}", Ask.Dataset.Error($"SELECT CAST(NULL AS {type})"));

    [Theory]
    [InlineData("DOUBLE PRECISION '1.5'", "'1.5'")]
    [InlineData("CAST(ARRAY[1] AS ARRAY<double>)", "['1.0']")]
    [InlineData("CAST(ARRAY[1] AS double ARRAY)", "['1.0']")]
    [InlineData("CAST('2020-01-01' AS timestamp without time zone)", "'2020-01-01 00:00:00.000000000'")]
    public void Type_InTheFamilysOtherSpelling_IsTheSame(string sql, string expected) => Assert.Equal(expected, Ask.Dataset.Row($"SELECT {sql}"));

    /// <summary>Words that begin a clause only before certain others are names elsewhere.</summary>
    [Theory]
    [InlineData("SELECT 1 offset", "offset integer")]
    [InlineData("SELECT fetch.next FROM (SELECT 1 AS next) fetch", "next integer")]
    [InlineData("SELECT window.x FROM (SELECT 1 AS x) window", "x integer")]
    [InlineData("SELECT lateral FROM (SELECT 1 AS lateral) tablesample", "lateral integer")]
    [InlineData("SELECT x 'a', x, u FROM (SELECT 1 AS x, 2 AS u)", null)]
    [InlineData("SELECT 1.5m", "m double")]
    public void Word_ThatBeginsAClause_MayBeAName(string sql, string? columns)
    {
        if (columns is null) Assert.Equal("line 1:8: Unknown type: x", Ask.Dataset.Error(sql));
        else Assert.Equal(columns, Ask.Dataset.Columns(sql));
    }

    private static void AssertNamed(string sql, int column, string construct)
    {
        var error = Assert.Throws<SqlException>(() => Ask.Dataset.Rows(sql));
        Assert.Equal(new SourcePosition(1, column), error.Position);
        Assert.StartsWith($"line 1:{column}: {construct} ", error.Message, StringComparison.Ordinal);
        Assert.Contains("is not supported", error.Message, StringComparison.Ordinal);
    }
}
