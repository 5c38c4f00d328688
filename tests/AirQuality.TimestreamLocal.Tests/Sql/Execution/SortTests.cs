using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AirQuality.TimestreamLocal.Tests.Sql.Execution;

public sealed class SortTests
{
    [Property(MaxTest = 20)]
    public Property OrderByLimit_AnySize_GivesTheHeadOfTheWholeSort() => Prop.ForAll(
        Gen.Choose(0, 12_000).ToArbitrary(), Gen.Choose(0, 1_500).ToArbitrary(), (count, limit) =>
        {
            var readings = Ask.Readings(
                [.. Enumerable.Range(0, count).Select(i => ($"{i}", (string?)null, i, (double?)(i * 7919 % 101), (long?)i))]);
            var whole = readings.Rows("SELECT p1, aqi FROM air_quality.readings ORDER BY p1 DESC, aqi");
            Assert.Equal(whole.Take(limit), readings.Rows($"SELECT p1, aqi FROM air_quality.readings ORDER BY p1 DESC, aqi LIMIT {limit}"));
        });

    [Fact]
    public void OrderByLimit_OfMoreThanAQueryMayHold_HoldsAFewTimesTheLimit()
    {
        // A million rows of 45 columns are 45 million values.
        var columns = string.Join(", ", Enumerable.Range(1, 44).Select(i => $"{(i % 2 == 1 ? "a" : "b")} AS c{i}"));
        var rows = $"SELECT a * b AS n, {columns} FROM UNNEST(sequence(1, 1000)) AS x (a) CROSS JOIN UNNEST(sequence(1, 1000)) AS y (b)";
        var top = Ask.Readings().Rows($"{rows} ORDER BY n DESC, c1 LIMIT 3000");
        Assert.Equal(3_000, top.Count);
        Assert.StartsWith("'1000000' | '1000' | '1000'", top[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", "'-Infinity' '-1.0' '2.0' 'Infinity' 'NaN' null")]
    [InlineData("x DESC", "'NaN' 'Infinity' '2.0' '-1.0' '-Infinity' null")]
    [InlineData("x NULLS FIRST", "null '-Infinity' '-1.0' '2.0' 'Infinity' 'NaN'")]
    [InlineData("x DESC NULLS FIRST", "null 'NaN' 'Infinity' '2.0' '-1.0' '-Infinity'")]
    public void OrderBy_SpecialValues_HaveTheirPlaces(string order, string expected) =>
        Assert.Equal(expected, string.Join(' ', Ask.Readings().Rows(
        $"SELECT x FROM (VALUES 2.0, NULL, nan(), infinity(), -infinity(), -1.0) AS v (x) ORDER BY {order}")));

    [Fact]
    public void OrderBy_EqualKeys_KeepTheirOrder()
    {
        var readings = Ask.Readings([.. Enumerable.Range(0, 5_000).Select(i => ($"{i}", (string?)null, i, (double?)(i % 3), (long?)i))]);
        var expected = Enumerable.Range(0, 5_000).OrderBy(i => i % 3).Select(i => $"'{i}'");
        Assert.Equal(expected, readings.Rows("SELECT aqi FROM air_quality.readings ORDER BY p1"));
    }
}
