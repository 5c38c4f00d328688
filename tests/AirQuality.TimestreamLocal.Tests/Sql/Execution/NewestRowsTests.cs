namespace AirQuality.TimestreamLocal.Tests.Sql.Execution;

/// <summary>When the store may find the newest row of each series alone.</summary>
public sealed class NewestRowsTests
{
    private static readonly Ask Readings = Ask.Readings(("1", "DE", 0, 5, 1), ("1", "DE", 60, 6, 2), ("2", null, 3600, 7, 0));

    [Theory]
    [InlineData("SELECT sensor_id, max(time) FROM air_quality.readings GROUP BY sensor_id")]
    [InlineData("SELECT sensor_id, max_by(p1, time), max_by(aqi, time) FROM air_quality.readings GROUP BY sensor_id")]
    [InlineData("SELECT max(time) FROM air_quality.readings WHERE time > ago(1d) AND measure_name = 'air_quality'")]
    [InlineData("SELECT max(time) FROM air_quality.readings WHERE time BETWEEN ago(1d) AND now() + 1d")]
    [InlineData("SELECT max(time) FROM air_quality.readings WHERE time > (SELECT max(time) - 1h FROM air_quality.readings)")]
    [InlineData("SELECT upper(country), max(country), min(sensor_id), max(time) FROM air_quality.readings GROUP BY 1 HAVING upper(country) <> 'FR'")]
    [InlineData("SELECT max(time) FROM air_quality.readings WHERE country IS NULL OR sensor_id LIKE '1%' OR CAST(sensor_id AS bigint) IN (2, 3)")]
    [InlineData("SELECT count(DISTINCT sensor_id), approx_distinct(country) FROM air_quality.readings")]
    [InlineData("SELECT DISTINCT country FROM air_quality.readings WHERE time > ago(1d) ORDER BY country")]
    [InlineData("SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY sensor_id ORDER BY time DESC) AS n FROM air_quality.readings) WHERE n = 1")]
    [InlineData("SELECT p1 FROM (SELECT p1, rank() OVER (PARTITION BY country ORDER BY time DESC) AS n FROM air_quality.readings WHERE time > ago(1d)) WHERE n <= 1 AND p1 > 0")]
    public void Query_OfTheNewestRowsAlone_AsksForThem(string sql) => Assert.True(Last(sql));

    [Theory]
    [InlineData("SELECT sensor_id, min(time) FROM air_quality.readings GROUP BY sensor_id")]
    [InlineData("SELECT sensor_id, count(*) FROM air_quality.readings GROUP BY sensor_id")]
    [InlineData("SELECT sensor_id, count(sensor_id) FROM air_quality.readings GROUP BY sensor_id")]
    [InlineData("SELECT sensor_id, max(p1) FROM air_quality.readings GROUP BY sensor_id")]
    [InlineData("SELECT sensor_id, min_by(p1, time) FROM air_quality.readings GROUP BY sensor_id")]
    [InlineData("SELECT sensor_id, max_by(time, p1) FROM air_quality.readings GROUP BY sensor_id")]
    [InlineData("SELECT sensor_id, max_by(p1, time, 2) FROM air_quality.readings GROUP BY sensor_id")]
    [InlineData("SELECT sensor_id, max_by(1 / aqi, time) FROM air_quality.readings WHERE sensor_id = '1' GROUP BY sensor_id")]
    [InlineData("SELECT sensor_id, max(time) FILTER (WHERE p1 < 6) FROM air_quality.readings GROUP BY sensor_id")]
    [InlineData("SELECT max(time) FROM air_quality.readings GROUP BY aqi")]
    [InlineData("SELECT max(time) FROM air_quality.readings GROUP BY bin(time, 1h)")]
    [InlineData("SELECT max(time) FROM air_quality.readings WHERE p1 < 6")]
    [InlineData("SELECT max(time) FROM air_quality.readings WHERE hour(time) = 0")]
    [InlineData("SELECT max(time) FROM air_quality.readings WHERE time <> ago(1h)")]
    [InlineData("SELECT max(time) FROM air_quality.readings WHERE time > ago(1d) OR p1 < 6")]
    [InlineData("SELECT max(time) FROM air_quality.readings WHERE random() < 2")]
    [InlineData("SELECT max(time) FROM air_quality.readings WHERE cardinality(filter(ARRAY[1], x -> random() < 2)) = 1")]
    [InlineData("SELECT max(time), array_agg(sensor_id) FROM air_quality.readings")]
    [InlineData("SELECT DISTINCT country, p1 FROM air_quality.readings")]
    [InlineData("SELECT sensor_id, row_number() OVER (PARTITION BY sensor_id ORDER BY time DESC) FROM air_quality.readings")]
    [InlineData("SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY sensor_id ORDER BY time DESC) AS n FROM air_quality.readings) WHERE n = 2")]
    [InlineData("SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY sensor_id ORDER BY time DESC) AS n FROM air_quality.readings) WHERE n <= 2")]
    [InlineData("SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY sensor_id ORDER BY time) AS n FROM air_quality.readings) WHERE n = 1")]
    [InlineData("SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY sensor_id ORDER BY p1 DESC) AS n FROM air_quality.readings) WHERE n = 1")]
    [InlineData("SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY aqi ORDER BY time DESC) AS n FROM air_quality.readings) WHERE n = 1")]
    [InlineData("SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY sensor_id ORDER BY time DESC) AS n FROM air_quality.readings WHERE p1 > 0) WHERE n = 1")]
    [InlineData("SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY sensor_id ORDER BY time DESC) AS n, count(*) OVER (PARTITION BY sensor_id) AS c FROM air_quality.readings) WHERE n = 1")]
    [InlineData("SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY sensor_id ORDER BY time DESC) AS n FROM air_quality.readings) WHERE n = 1 OR p1 > 0")]
    [InlineData("SELECT country FROM air_quality.readings")]
    public void Query_ThatOlderRowsChange_AsksForAll(string sql) => Assert.False(Last(sql));

    [Fact]
    public void Join_UnderAGrouping_AsksForAll()
    {
        var source = Ask.ReadingsSource(("1", "DE", 0, 5, 1));
        new Ask(source).Rows("SELECT max(a.time) FROM air_quality.readings a JOIN air_quality.readings b ON a.time = b.time");
        Assert.DoesNotContain(source.Requests, request => request.NewestOnly);
    }

    private static bool Last(string sql)
    {
        lock (Readings)
            return Readings.LastRequest(sql).NewestOnly;
    }
}
