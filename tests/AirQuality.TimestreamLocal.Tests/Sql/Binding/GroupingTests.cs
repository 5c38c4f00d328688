namespace AirQuality.TimestreamLocal.Tests.Sql.Binding;

public sealed class GroupingTests
{
    private static readonly Ask Dataset = Ask.Dataset;

    [Theory]
    [InlineData("SELECT country, p1 FROM aq.t GROUP BY country", "line 1:17: 'p1' must be an aggregate expression or appear in GROUP BY clause")]
    [InlineData("SELECT country, max(p1) FROM aq.t", "line 1:8: 'country' must be an aggregate expression or appear in GROUP BY clause")]
    [InlineData("SELECT 1 FROM aq.t GROUP BY country HAVING p1 > 1", "line 1:47: 'p1' must be an aggregate expression or appear in GROUP BY clause")]
    [InlineData("SELECT country FROM aq.t GROUP BY country ORDER BY p1", "line 1:52: 'p1' must be an aggregate expression or appear in GROUP BY clause")]
    [InlineData("SELECT * FROM aq.s GROUP BY sensor_id", "line 1:8: 'measure_name' must be an aggregate expression or appear in GROUP BY clause")]
    [InlineData("SELECT bin(time, 5m) FROM aq.t GROUP BY bin(time, 10m)", "line 1:8: 'time' must be an aggregate expression or appear in GROUP BY clause")]
    [InlineData("SELECT country, (SELECT max(name) FROM aq.s WHERE s.sensor_id = t.sensor_id) FROM aq.t GROUP BY country", "line 1:65: 'sensor_id' must be an aggregate expression or appear in GROUP BY clause")]
    [InlineData("SELECT count(*) FROM aq.t WHERE count(*) > 1", "line 1:42: WHERE clause cannot contain aggregations, window functions or grouping operations")]
    [InlineData("SELECT 1 FROM aq.t a JOIN aq.t b ON max(a.p1) > 1", "line 1:47: JOIN clause cannot contain aggregations, window functions or grouping operations")]
    [InlineData("SELECT country FROM aq.t GROUP BY country HAVING rank() OVER () > 1", "line 1:50: HAVING clause cannot contain window functions")]
    [InlineData("SELECT sum(max(p1)) FROM aq.t", "line 1:8: Cannot nest aggregations inside aggregation 'sum'")]
    [InlineData("SELECT DISTINCT country FROM aq.t ORDER BY p1", "line 1:1: For SELECT DISTINCT, ORDER BY expressions must appear in select list")]
    [InlineData("SELECT DISTINCT p1, p1 + p2 FROM aq.t ORDER BY p1 + p2", "line 1:1: For SELECT DISTINCT, ORDER BY expressions must appear in select list")]
    [InlineData("SELECT array_agg(DISTINCT p1 ORDER BY p1, p2) FROM aq.t", "line 1:43: For aggregate function with DISTINCT, ORDER BY expressions must appear in arguments")]
    [InlineData("SELECT 1 + sum(p1) FILTER (WHERE max(p1) > 1) FROM aq.t", "line 1:12: Cannot nest aggregations inside aggregation 'sum'")]
    [InlineData("SELECT array_agg(p1 ORDER BY count(*)) FROM aq.t", "line 1:8: Cannot nest aggregations inside aggregation 'array_agg'")]
    [InlineData("SELECT upper(DISTINCT country) FROM aq.t", "line 1:8: DISTINCT, FILTER and ORDER BY belong to aggregates, and 'upper' is none")]
    public void Aggregation_WhatIsNotValid_IsRefused(string sql, string message) => Assert.Equal(message, Dataset.Error(sql));

    [Theory]
    [InlineData("SELECT count(*) FROM aq.t GROUP BY ()", "'81'")]
    [InlineData("SELECT count(*) FROM aq.t HAVING count(*) > 100", "")]
    [InlineData("SELECT 1 FROM aq.t HAVING true", "'1'")]
    [InlineData("SELECT DISTINCT p1 + p2 FROM aq.t WHERE place = 'Stuttgart' ORDER BY p1 + p2", "'34.82'")]
    [InlineData("SELECT DISTINCT country AS c FROM aq.t WHERE country = 'KR' ORDER BY country, c, 1", "'KR'")]
    [InlineData("SELECT country, indoor FROM aq.t WHERE country = 'KR' GROUP BY (country, indoor), ()", "'KR' | null")]
    [InlineData("SELECT 2 * (length(country) + 1) FROM aq.t GROUP BY length(country) + 1", "'6'")]
    [InlineData("SELECT CAST(country AS varchar(1)), count(*) FROM aq.t WHERE country LIKE 'B%' GROUP BY CAST(country AS varchar(1))", "'B' | '7'")]
    [InlineData("SELECT country, (SELECT count(*) FROM aq.s WHERE name > country) FROM aq.t WHERE country = 'DE' GROUP BY country", "'DE' | '7'")]
    public void Aggregation_OfGroups_GivesItsRows(string sql, string rows) => Assert.Equal(rows, string.Join(' ', Dataset.Rows(sql)));

    [Fact]
    public void GroupBy_LambdaWrittenTwice_IsOneKey()
    {
        const string key = "transform(ARRAY[country], x -> x || place)";
        Assert.Equal("['DEStuttgart'] | '1'", Dataset.Row($"SELECT {key}, count(*) FROM aq.t WHERE place = 'Stuttgart' GROUP BY {key}"));
        Assert.StartsWith("line 1:8: 'country' must be", Dataset.Error($"SELECT {key} FROM aq.t GROUP BY transform(ARRAY[country], x -> x || note)"));
    }

    [Fact]
    public void GroupBy_CastsOfDifferentLength_AreDifferent() => Assert.Equal(
        "line 1:8: 'country' must be an aggregate expression or appear in GROUP BY clause",
        Dataset.Error("SELECT CAST(country AS varchar(2)) FROM aq.t GROUP BY CAST(country AS varchar(1))"));

    [Fact]
    public void GroupBy_NullNanAndZeros_FormOneGroupEach()
    {
        const string values = "(VALUES 0.0, -0.0, nan(), nan(), NULL, NULL) AS v (x)";
        Assert.Equal(["'2'", "'2'", "'2'"], Dataset.Rows($"SELECT count(*) FROM {values} GROUP BY x"));
    }
}
