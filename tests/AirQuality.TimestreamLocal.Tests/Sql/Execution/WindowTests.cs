using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AirQuality.TimestreamLocal.Tests.Sql.Execution;

/// <summary>Frames against sums over lists written here.</summary>
public sealed class WindowTests
{
    private static readonly Ask Empty = Ask.Readings();

    public static TheoryData<string, int, int> RowFrames => new()
    {
        { "ROWS UNBOUNDED PRECEDING", -99, 0 },
        { "ROWS BETWEEN 2 PRECEDING AND CURRENT ROW", -2, 0 },
        { "ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING", -1, 1 },
        { "ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING", 1, 2 },
        { "ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING", -3, -2 },
        { "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING", 0, 99 },
        { "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING", -99, 99 },
    };

    [Theory]
    [MemberData(nameof(RowFrames))]
    public void Sum_OverRows_AddsThePlacesOfTheFrame(string frame, int from, int to)
    {
        int[] values = [5, 3, 8, 1, 9, 2];
        var rows = Empty.Rows($"SELECT k, sum(x) OVER (ORDER BY k {frame}) FROM (VALUES {List(values)}) AS v (k, x) ORDER BY k");
        var expected = values.Select((_, place) =>
        {
            var inside = values.Where((_, other) => other - place >= from && other - place <= to).ToList();
            return $"'{place}' | {(inside.Count == 0 ? "null" : $"'{inside.Sum()}'")}";
        });
        Assert.Equal(expected, rows);
    }

    [Property(MaxTest = 50)]
    public Property Rank_OfAnyValues_CountsTheSmaller() =>
        Prop.ForAll(Gen.Choose(1, 5).ListOf().Select(list => list.Append(3).ToArray()).ToArbitrary(), values =>
    {
        var rows = Empty.Rows($"""
            SELECT k, rank() OVER (ORDER BY x), dense_rank() OVER (ORDER BY x), sum(x) OVER (ORDER BY x), count(*) OVER (PARTITION BY x)
            FROM (VALUES {List(values)}) AS v (k, x) ORDER BY k
            """);
        var expected = values.Select((x, k) =>
        {
            var smaller = values.Where(y => y < x).ToList();
            var (sum, peers) = (values.Where(y => y <= x).Sum(), values.Count(y => y == x));
            return $"'{k}' | '{smaller.Count + 1}' | '{smaller.Distinct().Count() + 1}' | '{sum}' | '{peers}'";
        });
        Assert.Equal(expected, rows);
    });

    [Theory]
    [InlineData("BETWEEN 1 PRECEDING AND 1 FOLLOWING", "", -1, 1)]
    [InlineData("2 PRECEDING", "", -2, 0)]
    [InlineData("BETWEEN 1 FOLLOWING AND 3 FOLLOWING", "", 1, 3)]
    [InlineData("BETWEEN 2 PRECEDING AND 1 PRECEDING", "DESC", 1, 2)]
    [InlineData("BETWEEN CURRENT ROW AND 2 FOLLOWING", "DESC", -2, 0)]
    public void Count_OverRange_TakesKeysWithinTheOffsets(string frame, string direction, int from, int to)
    {
        int[] values = [1, 2, 2, 4, 7, 8, 3];
        var rows = Empty.Rows(
            $"SELECT k, count(*) OVER (ORDER BY x {direction} RANGE {frame}) FROM (VALUES {List(values)}) AS v (k, x) ORDER BY k");
        Assert.Equal(values.Select((x, k) => $"'{k}' | '{values.Count(y => y - x >= from && y - x <= to)}'"), rows);
    }

    [Theory]
    [InlineData("BETWEEN 0.5 FOLLOWING AND 1.5 FOLLOWING", "'1' '0' '0'")]
    [InlineData("BETWEEN 1.5 PRECEDING AND 1 FOLLOWING", "'2' '2' '1'")]
    [InlineData("2.5 PRECEDING", "'1' '2' '2'")]
    public void Count_OverRangeOfAFraction_ComparesBetweenTheIntegers(string frame, string expected)
    {
        var rows = Empty.Rows($"SELECT count(*) OVER (ORDER BY x RANGE {frame}) FROM (VALUES 1, 2, 4) AS v (x) ORDER BY x");
        Assert.Equal(expected, string.Join(' ', rows));
    }

    [Fact]
    public void Count_OverRangeOfTime_TakesAnInterval() =>
        Assert.Equal(["'1'", "'2'", "'2'"], Ask.Readings(("1", "DE", 0, 1, 1), ("1", "DE", 60, 1, 1), ("1", "DE", 121, 1, 1))
        .Rows("SELECT count(*) OVER (ORDER BY time RANGE BETWEEN CURRENT ROW AND 61s FOLLOWING) AS n FROM air_quality.readings ORDER BY n"));

    [Theory]
    [InlineData("lag(x) OVER (ORDER BY k)", "null '5' '3'")]
    [InlineData("lead(x, 2) OVER (ORDER BY k)", "'8' null null")]
    [InlineData("lag(x, 1, 0) OVER (ORDER BY k DESC)", "'3' '8' '0'")]
    [InlineData("first_value(x) OVER (ORDER BY k)", "'5' '5' '5'")]
    [InlineData("last_value(x) OVER (ORDER BY k)", "'5' '3' '8'")]
    [InlineData("nth_value(x, 2) OVER (ORDER BY k)", "null '3' '3'")]
    [InlineData("ntile(2) OVER (ORDER BY k)", "'1' '1' '2'")]
    public void ValueFunction_OverRows_TakesItsPlace(string call, string expected)
    {
        var rows = Empty.Rows($"SELECT {call} FROM (VALUES (0, 5), (1, 3), (2, 8)) AS v (k, x) ORDER BY k");
        Assert.Equal(expected, string.Join(' ', rows));
    }

    [Theory]
    [InlineData("sum(x) OVER (RANGE 1 PRECEDING)", "line 1:15: Window frame of type RANGE PRECEDING or FOLLOWING requires ORDER BY")]
    [InlineData("sum(x) OVER (ORDER BY x, x RANGE 1 PRECEDING)", "line 1:21: Window frame of type RANGE PRECEDING or FOLLOWING requires single sort item in ORDER BY (actual: 2)")]
    [InlineData("sum(x) OVER (ORDER BY 'a' RANGE 1 PRECEDING)", "line 1:30: Window frame of type RANGE PRECEDING or FOLLOWING requires that sort item type be numeric")]
    [InlineData("sum(x) OVER (ORDER BY x ROWS 1.5 PRECEDING)", "line 1:8: Window frame ROWS offset must be integer or bigint (actual double)")]
    [InlineData("1 + lag(x) OVER (PARTITION BY x)", "line 1:19: lag function requires an ORDER BY window clause")]
    [InlineData("lead(x) OVER (ORDER BY x ROWS 1 PRECEDING)", "line 1:33: Cannot specify window frame for lead function")]
    [InlineData("1 + sum(x) IGNORE NULLS OVER ()", "line 1:12: Cannot specify null treatment clause for sum function")]
    [InlineData("rank() RESPECT NULLS OVER (ORDER BY x)", "line 1:8: Cannot specify null treatment clause for rank function")]
    [InlineData("sum(x) OVER (ORDER BY x RANGE -1 PRECEDING)", "Window frame offset value must not be negative or null")]
    [InlineData("sum(x) OVER (ORDER BY x RANGE 0.5 - x PRECEDING)", "Window frame offset value must not be negative or null")]
    [InlineData("sum(x) OVER (ORDER BY x RANGE nullif(x, 1) PRECEDING)", "Window frame offset value must not be negative or null")]
    [InlineData("sum(x) FILTER (WHERE x > 1) OVER ()", "line 1:1: FILTER is not supported for window functions")]
    [InlineData("upper('a') OVER ()", "line 1:1: Not a window function: upper")]
    [InlineData("sum(x) OVER (ORDER BY x ROWS BETWEEN CURRENT ROW AND 1 PRECEDING)", "Window frame start cannot be after its end")]
    [InlineData("sum(x) OVER (ROWS -1 PRECEDING)", "Window frame starting offset must not be negative")]
    [InlineData("nth_value(x, 0) OVER ()", "Offset must be at least 1")]
    [InlineData("lag(x, -1) OVER (ORDER BY x)", "Offset must be at least 0")]
    [InlineData("rank(x) OVER ()", "Unexpected parameters (integer) for function rank")]
    [InlineData("count(DISTINCT x) OVER ()", "DISTINCT in window function parameters is not supported")]
    [InlineData("sum(rank() OVER ()) OVER ()", "Cannot nest window functions")]
    public void Window_WhatCannotBe_IsRefused(string call, string message) =>
        Assert.Contains(message, Empty.Error($"SELECT {call} FROM (VALUES 1) AS v (x)"), StringComparison.Ordinal);

    private static string List(int[] values) => string.Join(", ", values.Select((value, place) => $"({place}, {value})"));
}
