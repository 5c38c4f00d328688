using System.Text;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Functions;

namespace AirQuality.TimestreamLocal.Tests.Sql;

/// <summary>
/// DIALECT.md is made from the function tables, so it cannot promise what is not there. After a change of them run this test with
/// <c>AIRQUALITY_WRITE_DIALECT=1</c>.
/// </summary>
public sealed class DialectPageTests
{
    private static readonly string PagePath = Path.GetFullPath(
        Path.Combine(Fixtures.PathOf("dialect"), "..", "..", "..", "api", "AirQuality.TimestreamLocal", "DIALECT.md"));

    [Fact]
    public void Page_FunctionTables_IsWhatTheyMake()
    {
        string page = Page();
        if (Environment.GetEnvironmentVariable("AIRQUALITY_WRITE_DIALECT") == "1")
            File.WriteAllText(PagePath, page);

        Assert.Equal(File.ReadAllText(PagePath), page);
    }

    [Fact]
    public void Page_EveryFunctionOfTheTables_StandsInIt()
    {
        string page = File.ReadAllText(PagePath);

        Assert.All(FunctionTable.Definitions, definition => Assert.Contains($"`{definition.Signature.Head}`", page, StringComparison.Ordinal));
        Assert.All(AggregateTable.Definitions, definition => Assert.Contains($"`{definition.Signature.Head}`", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SELECT * FROM (VALUES 1) AS a (x) NATURAL JOIN (VALUES 1) AS b (x)")]
    [InlineData("SELECT x, count(*) FROM (VALUES 1) AS a (x) GROUP BY GROUPING SETS ((x), ())")]
    [InlineData("SELECT x, count(*) FROM (VALUES 1) AS a (x) GROUP BY ROLLUP (x)")]
    [InlineData("SELECT x, count(*) FROM (VALUES 1) AS a (x) GROUP BY CUBE (x)")]
    [InlineData("SELECT 1 OFFSET 1")]
    [InlineData("SELECT 1 FETCH FIRST 1 ROW ONLY")]
    [InlineData("SELECT * FROM (VALUES 1) AS a (x) TABLESAMPLE BERNOULLI (10)")]
    [InlineData("UNLOAD (SELECT 1) TO 's3://bucket'")]
    [InlineData("WITH RECURSIVE a (x) AS (SELECT 1) SELECT * FROM a")]
    [InlineData("SELECT @parameter")]
    [InlineData("SELECT transform(ARRAY[1], x -> (SELECT 1))")]
    [InlineData("SELECT MAP(ARRAY[1], ARRAY[2])")]
    [InlineData("SELECT CAST(1 AS decimal(5, 2))")]
    public void Page_WhatItSaysIsNotThere_IsRefusedWithItsPlace(string sql)
    {
        var refusal = Assert.Throws<SqlException>(() => new QueryEngine(Conformance.DialectDataset.Load()).Prepare(sql));

        Assert.NotNull(refusal.Position);
    }

    private static string Page()
    {
        var page = new StringBuilder("""
            # The SQL dialect of the local server

            Amazon Timestream's query language, of the Presto family. Names are case-sensitive, keywords and functions are not. A query is parsed, bound
            (every expression has its type) and run by the server's own executor; what it does not know is refused with its place, never answered
            wrongly. The tables below are made from the code.

            **Statements**: `SELECT` with `WITH`, `DISTINCT`, all joins, `UNNEST`, `WHERE`, `GROUP BY` (names, expressions, ordinals), `HAVING`, windows,
            `UNION`/`INTERSECT`/`EXCEPT [ALL]`, `ORDER BY … NULLS FIRST|LAST`, `LIMIT`; `VALUES`; `SHOW DATABASES`, `SHOW TABLES`, `SHOW MEASURES`,
            `DESCRIBE`. Subqueries may be scalar, `IN`, `EXISTS`, quantified and correlated.

            **Special forms**: `CASE`, `IF`, `COALESCE`, `NULLIF`, `CAST`, `TRY_CAST`, `TRY`, `EXTRACT`, `POSITION`, `BETWEEN`, `IN`, `LIKE … ESCAPE`,
            `IS [NOT] DISTINCT FROM`, `ARRAY[…]`, `ROW(…)`, subscripts, lambdas in `filter`, `transform`, `reduce` and `regexp_replace`, interval literals
            (`5m`, `interval '2' day`), `measure_value::type`.

            **Windows**: `row_number`, `rank`, `dense_rank`, `percent_rank`, `cume_dist`, `ntile`, `lag`, `lead`, `first_value`, `last_value`,
            `nth_value`, and every aggregate `OVER (…)` with `ROWS` or `RANGE` frames.

            **Not there**, and refused by name with their place: every other statement, `NATURAL JOIN`, `GROUPING SETS`, `ROLLUP`, `CUBE`, `OFFSET`,
            `FETCH`, `TABLESAMPLE`, `MATCH_RECOGNIZE`, `LATERAL`, recursive `WITH`, named windows, `AT TIME ZONE`, `::`, a subquery
            inside a lambda, maps, decimals and the family's other types.

            **Parameters**: `@name` stands for a value in PrepareQuery, which says its type by its place; Query takes no values for them and refuses it.

            """);
        foreach (var group in FunctionTable.Definitions.GroupBy(definition => definition.Group))
            AppendTable(page, $"{TitleOf(group.Key)}", group.Select(definition => definition.Signature));
        AppendTable(page, "Aggregates", AggregateTable.Definitions.Select(definition => definition.Signature));
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void AppendTable(StringBuilder page, string title, IEnumerable<Signature> signatures)
    {
        page.Append($"\n## {title}\n\n| function | gives |\n| --- | --- |\n");
        foreach (var signature in signatures.OrderBy(signature => signature.Name, StringComparer.Ordinal))
            page.Append($"| `{signature.Head}` | {signature.Result} |\n");
    }

    private static string TitleOf(FunctionGroup group) => group switch
    {
        FunctionGroup.DateTime => "Dates and times",
        FunctionGroup.Extract => "Fields of dates and times",
        FunctionGroup.TimeSeries => "Time series",
        FunctionGroup.Regex => "Regular expressions",
        FunctionGroup.Array => "Arrays",
        _ => group.ToString(),
    };
}
