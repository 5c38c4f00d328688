namespace AirQuality.TimestreamLocal.Tests.Sql.Execution;

public sealed class UnnestTests
{
    private static readonly Ask Empty = Ask.Readings();

    [Theory]
    [InlineData("CROSS JOIN UNNEST(a) AS u (x)", "'1' '2'")]
    [InlineData(", UNNEST(a) AS u (x)", "'1' '2'")]
    [InlineData("JOIN UNNEST(a) AS u (x) ON true", "'1' '2'")]
    [InlineData("LEFT JOIN UNNEST(a) AS u (x) ON true", "'1' '2' null null")]
    public void Unnest_OfAColumn_GivesItsElementsBesideTheRow(string join, string expected) =>
        Assert.Equal(expected, string.Join(' ', Empty.Rows($"SELECT x FROM (VALUES ARRAY[1, 2], NULL, ARRAY[]) AS v (a) {join}")));

    [Fact]
    public void Unnest_OfSeveral_FillsTheShorterWithNulls() => Assert.Equal(
        ["'1' | 'a' | '1'", "'2' | null | '2'"],
        Empty.Rows("SELECT x, y, n FROM UNNEST(ARRAY[1, 2], ARRAY['a']) WITH ORDINALITY AS u (x, y, n)"));

    [Fact]
    public void Unnest_OfASeries_GivesTimeAndValue() => Assert.Equal(
        ["'2020-01-01 00:00:00.000000000' | '5.0'", "'2020-01-01 00:01:00.000000000' | '6.0'"],
        Ask.Readings(("1", "DE", 60, 6, 1), ("1", "DE", 0, 5, 1)).Rows(
            "SELECT time, value FROM (SELECT create_time_series(time, p1) AS s FROM air_quality.readings) CROSS JOIN UNNEST(s)"));

    [Fact]
    public void Unnest_OfRows_GivesTheirFields() => Assert.Equal(
        ["'1' | 'x'", "'2' | 'y'"], Empty.Rows("SELECT a, b FROM UNNEST(ARRAY[ROW(1, 'x'), ROW(2, 'y')]) AS u (a, b)"));

    [Theory]
    [InlineData("SELECT 1 FROM UNNEST(1) AS u (x)", "line 1:22: Cannot unnest type: integer")]
    [InlineData("SELECT 1 FROM (VALUES ARRAY[1]) AS v (a) RIGHT JOIN UNNEST(a) AS u (x) ON true", "line 1:15: UNNEST can be joined with")]
    [InlineData("SELECT 1 FROM (VALUES ARRAY[1]) AS v (a) JOIN UNNEST(a) AS u (x) ON x = 1", "line 1:71: UNNEST can be joined with")]
    public void Unnest_WhatCannotBe_IsRefused(string sql, string message) => Assert.StartsWith(message, Empty.Error(sql));
}
