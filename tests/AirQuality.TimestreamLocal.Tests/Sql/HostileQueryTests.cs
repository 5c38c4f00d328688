using System.Text;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Syntax;
using FsCheck.Xunit;

namespace AirQuality.TimestreamLocal.Tests.Sql;

/// <summary>Queries that mean to hurt: each ends with an error or an answer, never with the process.</summary>
public sealed class HostileQueryTests
{
    private static readonly Ask Dataset = Ask.Dataset;

    public static TheoryData<string, string> DeepQueries => new()
    {
        { "brackets", $"SELECT {Repeat("(", 10_000)}1{Repeat(")", 10_000)}" },
        { "open brackets", $"SELECT {Repeat("(", 100_000)}" },
        { "signs", $"SELECT {Repeat("- ", 10_000)}1" },
        { "NOT", $"SELECT {Repeat("NOT ", 10_000)}true" },
        { "sums", $"SELECT 1{Repeat("+1", 10_000)}" },
        { "fields", $"SELECT a{Repeat(".a", 10_000)}" },
        { "subscripts", $"SELECT a{Repeat("[1]", 10_000)}" },
        { "arrays", $"SELECT {Repeat("ARRAY[", 10_000)}1{Repeat("]", 10_000)}" },
        { "calls", $"SELECT {Repeat("abs(", 10_000)}1{Repeat(")", 10_000)}" },
        { "CASE", $"SELECT {Repeat("CASE WHEN true THEN ", 5_000)}1{Repeat(" END", 5_000)}" },
        { "subqueries", $"SELECT {Repeat("(SELECT ", 5_000)}1{Repeat(")", 5_000)}" },
        { "FROM subqueries", $"{Repeat("SELECT * FROM (", 5_000)}SELECT 1{Repeat(")", 5_000)}" },
        { "unions", $"SELECT 1{Repeat(" UNION ALL SELECT 1", 10_000)}" },
        { "joins", $"SELECT 1 FROM aq.s{Repeat(" CROSS JOIN aq.s", 10_000)}" },
        { "types", $"SELECT CAST(NULL AS {Repeat("array(", 10_000)}bigint{Repeat(")", 10_000)})" },
        { "lambdas", $"SELECT {Repeat("x -> ", 10_000)}x" },
    };

    [Theory]
    [MemberData(nameof(DeepQueries))]
    public void Deep_Query_IsRefused(string what, string sql)
    {
        Assert.NotEmpty(what);
        // A stack as small as a server's worker thread may have.
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(() => Dataset.Rows(sql)), maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();
        Assert.IsType<SqlException>(error);
    }

    [Fact]
    public void Query_AsDeepAsAllowed_RunsOnASmallStack()
    {
        List<string>? rows = null;
        var depth = TokenCursor.MaximumNesting - 10;
        var sql = $"SELECT {Repeat("abs(", depth)}1{Repeat("+1", 350)}{Repeat(")", depth)}";
        var thread = new Thread(() => rows = Dataset.Rows(sql), maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();
        Assert.Equal(["'351'"], rows!);
    }

    [Fact]
    public void Query_TooLong_IsRefused() =>
        Assert.Contains("at most 262144", Dataset.Error($"SELECT '{new string('x', Parser.MaximumLength)}'"), StringComparison.Ordinal);

    [Fact]
    public void InList_AsLongAsAQueryMayBe_Answers()
    {
        var items = new StringBuilder("'143'");
        for (var i = 0; items.Length < Parser.MaximumLength - 100; i++)
            items.Append(System.Globalization.CultureInfo.InvariantCulture, $",'{i}x'");
        Assert.Equal("'1'", Dataset.Row($"SELECT count(*) FROM aq.t WHERE sensor_id IN ({items})"));
    }

    [Fact]
    public void Or_OfManyConditions_Answers() =>
        Assert.Equal("'81'", Dataset.Row($"SELECT count(*) FROM aq.t WHERE false{Repeat(" OR p1 > 0", 10_000)}"));

    [Fact]
    public void CrossJoins_OfManyTables_SpendTheBudget() => Assert.Contains(
        "makes more than", Dataset.Error($"SELECT count(*) FROM aq.t{Repeat(", aq.t", 7)}"), StringComparison.Ordinal);

    [Fact]
    public void With_NamesThatDouble_SpendTheBudget()
    {
        var names = string.Join(", ", Enumerable.Range(1, 40).Select(i => $"a{i} AS (SELECT x.v FROM a{i - 1} x, a{i - 1} y)"));
        Assert.Contains("The query grows", Dataset.Error($"WITH a0 AS (SELECT 1 AS v), {names} SELECT * FROM a40"), StringComparison.Ordinal);
    }

    [Fact]
    public void Unnest_OfSequencesTimesSequences_SpendsTheBudget() => Assert.Contains("makes more than", Dataset.Error(
        "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a (x) CROSS JOIN UNNEST(sequence(1, 10000)) b (y)"), StringComparison.Ordinal);

    [Fact]
    public void Sort_OfMoreThanTheQueryMayHold_SpendsTheBudget() => Assert.Contains("holds more than", Dataset.Error(
        "SELECT x FROM UNNEST(sequence(1, 10000)) a (x) CROSS JOIN UNNEST(sequence(1, 4500)) b (y) ORDER BY x"), StringComparison.Ordinal);

    // Each shares its inner arrays, so that it is small until someone compares, sorts or prints it.
    [Theory]
    [InlineData("repeat(repeat(repeat(1, 10000), 10000), 10000) = repeat(repeat(repeat(1, 10000), 10000), 10000)")]
    [InlineData("array_sort(repeat(repeat(1, 10000), 10000))")]
    [InlineData("transform(sequence(1, 10000), i -> transform(sequence(1, 10000), j -> x))")]
    [InlineData("transform(sequence(1, 10000), i -> v)")]
    [InlineData("ARRAY[v, v, v, v, v, v, v, v, v, v, v]")]
    [InlineData("ROW(v, v, v, v, v, v, v, v, v, v, v)")]
    [InlineData("array_agg(v) OVER ()")]
    [InlineData("(SELECT array_agg(v) FROM UNNEST(sequence(1, 11)) t (i))")]
    public void Nested_ValuesThatShare_CountAtEveryLevel(string expression)
    {
        var error = Dataset.Error($"SELECT {expression} FROM (SELECT repeat(repeat(x, 10000), 99) AS v, x FROM UNNEST(sequence(1, 20)) a (x))");
        Assert.True(error.Contains("more than 1000000 elements", StringComparison.Ordinal) || error.Contains("holds more than", StringComparison.Ordinal), error);
    }

    [Fact]
    public void Arrays_OfManyRows_SpendTheBudget() => Assert.Contains("array elements on its way", Dataset.Error(
        "SELECT count(*) FROM UNNEST(sequence(1, 6000)) a (x) WHERE cardinality(repeat(x, 10000)) > 0"), StringComparison.Ordinal);

    [Theory]
    [InlineData("max(length(rpad(CAST(x AS varchar), 1000000, 'b')))", "of one batch of rows are too long")]
    [InlineData("max(length(CAST(x AS varchar) || rpad('', 1000000, 'b')))", "of one batch of rows are too long")]
    [InlineData("cardinality(transform(sequence(1, 10000), i -> rpad(CAST(i AS varchar), 1000000, 'b')))", "of one batch of rows are too long")]
    [InlineData("max(length(rpad(CAST(x AS varchar), 6000, 'b') || 'c'))", "characters of long texts")]
    [InlineData("count(DISTINCT rpad(CAST(x * 100 + y AS varchar), 2000, 'b'))", "holds more than")]
    [InlineData("array_agg(rpad(CAST(x AS varchar), 2000, 'b'))", "holds more than")]
    public void Texts_LongInEveryRow_SpendTheBudget(string expression, string refusal) => Assert.Contains(refusal, Dataset.Error(
        $"SELECT {expression} FROM UNNEST(sequence(1, 10000)) a (x) CROSS JOIN UNNEST(sequence(1, 100)) b (y)"), StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT t FROM (SELECT {0} AS t FROM {1}) ORDER BY t")]
    [InlineData("SELECT DISTINCT {0} FROM {1}")]
    [InlineData("SELECT {0}, count(*) FROM {1} GROUP BY 1")]
    [InlineData("SELECT {0} FROM {1} EXCEPT SELECT 'x'")]
    public void Texts_KeptFromEveryRow_SpendTheBudget(string query) => Assert.Contains("holds more than", Dataset.Error(string.Format(
        System.Globalization.CultureInfo.InvariantCulture, query, "rpad(CAST(x * 100 + y AS varchar), 2000, 'b')",
        "UNNEST(sequence(1, 10000)) a (x) CROSS JOIN UNNEST(sequence(1, 100)) b (y)")), StringComparison.Ordinal);

    [Fact]
    public void Query_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => Dataset.Rows("SELECT count(*) FROM aq.t a, aq.t b, aq.t c", cancelled.Token));
    }

    [Property(MaxTest = 300)]
    public void Prepare_AnyText_AnswersOrRefuses(string? text)
    {
        var error = Record.Exception(() => Dataset.Rows("SELECT " + text));
        Assert.True(error is null or SqlException, error?.ToString());
    }

    [Fact]
    public void Prepare_EveryCutOfAQuery_AnswersOrRefuses()
    {
        const string sql = "WITH a AS (SELECT x.*, row_number() OVER (PARTITION BY country ORDER BY time DESC ROWS 1 PRECEDING) AS r FROM aq.t x LEFT JOIN "
            + "aq.s USING (sensor_id) WHERE p1 NOT BETWEEN 1 AND 2e0 OR note LIKE 'a\\_' ESCAPE '\\') SELECT CASE WHEN r > 1 THEN ARRAY[r][1] END, "
            + "CAST(ROW(1, 'x') AS ROW(a bigint, b varchar)).a, interval '1' day + 5m, transform(ARRAY[1], i -> i + 1) FROM a GROUP BY r HAVING "
            + "count(DISTINCT r) > ALL (SELECT 0) UNION ALL (VALUES (1, 2, 3d, ARRAY[1])) ORDER BY 1 NULLS FIRST LIMIT 5";
        for (var length = 0; length < sql.Length; length++)
        {
            var error = Record.Exception(() => Dataset.Rows(sql[..length]));
            Assert.True(error is null or SqlException, $"{sql[..length]}\n{error}");
        }
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
