namespace AirQuality.TimestreamLocal.Tests.Sql.Execution;

/// <summary>Values that would fail are not computed for rows that do not need them.</summary>
public sealed class LazinessTests
{
    private static readonly Ask Empty = Ask.Readings();

    [Theory]
    [InlineData("x <> 0 AND 10 / x > 2", "'false' 'true'")]
    [InlineData("x = 0 OR 10 / x > 2", "'true' 'true'")]
    [InlineData("CASE WHEN x = 0 THEN -1 ELSE 10 / x END", "'-1' '5'")]
    [InlineData("CASE x WHEN 0 THEN -1 ELSE 10 / x END", "'-1' '5'")]
    [InlineData("IF(x = 0, NULL, 10 / x)", "null '5'")]
    [InlineData("coalesce(nullif(x, 2), 1 / (x - 0))", "'0' '0'")]
    [InlineData("TRY(10 / x)", "null '5'")]
    public void Expression_RowThatDoesNotNeedAValue_DoesNotFail(string expression, string expected) =>
        Assert.Equal(expected, string.Join(' ', Empty.Rows($"SELECT {expression} FROM (VALUES 0, 2) AS v (x) ORDER BY x")));

    [Theory]
    [InlineData("10 / x > 2 AND x <> 0")]
    [InlineData("CASE WHEN x <> 0 THEN 1 ELSE 10 / x END")]
    public void Expression_RowThatNeedsTheValue_Fails(string expression) =>
        Assert.Equal("Division by zero", Empty.Error($"SELECT {expression} FROM (VALUES 0, 2) AS v (x)"));

    [Fact]
    public void Where_GuardBeforeACast_ProtectsIt() => Assert.Equal(
        ["'5'"], Empty.Rows("SELECT s FROM (VALUES 'x', '5') AS v (s) WHERE regexp_like(s, '^[0-9]+$') AND CAST(s AS bigint) > 1"));

    [Fact]
    public void Limit_Reached_StopsTheWorkBelow() =>
        Assert.Equal(["'10'"], Empty.Rows("SELECT 10 / x FROM (SELECT 1 AS x UNION ALL SELECT 0) LIMIT 1"));

    [Theory]
    [InlineData("")]
    [InlineData("CROSS JOIN air_quality.readings b CROSS JOIN air_quality.readings c CROSS JOIN air_quality.readings d")]
    [InlineData("LEFT JOIN air_quality.readings b ON true LEFT JOIN air_quality.readings c ON true LEFT JOIN air_quality.readings d ON true")]
    public void Where_FalseForAllRows_SparesTheWork(string join)
    {
        var readings = Ask.Readings([.. Enumerable.Range(0, 3000).Select(i => ($"{i}", (string?)"DE", i, (double?)i, (long?)1))]);
        Assert.Empty(readings.Rows($"SELECT a.p1 FROM air_quality.readings a {join} WHERE 1 = 0"));
    }

    [Fact]
    public void Subquery_ThatCapturesNothing_RunsOnce()
    {
        var source = Ask.ReadingsSource([.. Enumerable.Range(0, 3000).Select(i => ($"{i % 7}", (string?)"DE", i, (double?)i, (long?)1))]);
        var rows = new Ask(source).Rows("SELECT sensor_id FROM air_quality.readings WHERE p1 = (SELECT max(p1) FROM air_quality.readings)");
        Assert.Single(rows);
        Assert.Equal(2, source.Requests.Count);
    }

    [Fact]
    public void Subquery_Correlated_RunsOnceForEachValue()
    {
        var source = Ask.ReadingsSource([.. Enumerable.Range(0, 3000).Select(i => ($"{i % 7}", (string?)"DE", i, (double?)i, (long?)1))]);
        var rows = new Ask(source).Rows(
            "SELECT sensor_id FROM air_quality.readings a "
            + "WHERE time = (SELECT max(time) FROM air_quality.readings b WHERE b.sensor_id = a.sensor_id)");
        Assert.Equal(7, rows.Count);
        Assert.Equal(8, source.Requests.Count);
    }
}
