namespace AirQuality.TimestreamLocal.Tests.Sql.Execution;

/// <summary>What a WHERE asks of the store.</summary>
public sealed class ScanPushdownTests
{
    private const long Hour = 3_600_000_000_000;

    private static readonly Ask Readings = Ask.Readings(("1", "DE", 0, 5, 1), ("2", "DE", 3600, 6, 2), ("3", null, 7200, null, null));

    public static TheoryData<string, long, long> TimeConditions => new()
    {
        { "time BETWEEN from_milliseconds(1577836800000) AND from_milliseconds(1577840400000)", Ask.NowNs, Ask.NowNs + Hour },
        { "time > ago(1h)", Ask.NowNs - Hour + 1, long.MaxValue },
        { "time >= now() - 1h AND time < now()", Ask.NowNs - Hour, Ask.NowNs - 1 },
        { "time = '2020-01-01 00:00'", Ask.NowNs, Ask.NowNs },
        { "timestamp '2020-01-01' <= time", Ask.NowNs, long.MaxValue },
        { "time > date '2020-01-01'", Ask.NowNs + 1, long.MaxValue },
        { "(time > ago(2h) AND p1 > 1) AND time > ago(1h)", Ask.NowNs - Hour + 1, long.MaxValue },
        { "time > ago(1h) OR p1 > 1", long.MinValue, long.MaxValue },
        { "NOT time > ago(1h)", long.MinValue, long.MaxValue },
        { "time > (SELECT timestamp '2020-01-01')", Ask.NowNs + 1, long.MaxValue },
        { "time <> '2020-01-01'", long.MinValue, long.MaxValue },
    };

    [Theory]
    [MemberData(nameof(TimeConditions))]
    public void Where_TimeCompared_BoundsTheScan(string condition, long fromNs, long toNs)
    {
        var request = Readings.Request($"SELECT p1 FROM air_quality.readings WHERE {condition}");
        Assert.Equal((fromNs, toNs), (request.FromNs, request.ToNs));
    }

    [Theory]
    [InlineData("measure_name = 'air_quality'", "air_quality", "")]
    [InlineData("measure_name IN ('a', 'b')", "a,b", "")]
    [InlineData("sensor_id = '1' AND country IN ('DE', 'FR')", null, "sensor_id=1;country=DE,FR")]
    [InlineData("'1' = sensor_id", null, "sensor_id=1")]
    [InlineData("sensor_id = '1' OR country = 'DE'", null, "")]
    [InlineData("sensor_id <> '1'", null, "")]
    [InlineData("sensor_id NOT IN ('1')", null, "")]
    [InlineData("sensor_id = lower('ABC')", null, "sensor_id=abc")]
    [InlineData("sensor_id IS NULL", null, "")]
    public void Where_Equalities_ReachTheStore(string condition, string? measures, string dimensions)
    {
        var request = Readings.Request($"SELECT p1 FROM air_quality.readings WHERE {condition}");
        Assert.Equal(measures, request.MeasureNames is null ? null : string.Join(',', request.MeasureNames));
        Assert.Equal(dimensions, string.Join(';', request.Dimensions.Select(filter => $"{filter.Name}={string.Join(',', filter.Values)}")));
    }

    [Theory]
    [InlineData("SELECT count(*) FROM air_quality.readings", "")]
    [InlineData("SELECT p1 FROM air_quality.readings WHERE aqi > 1 ORDER BY time", "time,p1,aqi")]
    [InlineData("SELECT x FROM (SELECT p1 AS x, aqi FROM air_quality.readings)", "p1,aqi")]
    [InlineData("SELECT max(p1) FROM air_quality.readings GROUP BY country HAVING min(aqi) > 0", "country,p1,aqi")]
    [InlineData("SELECT EXISTS (SELECT 1 FROM air_quality.readings r WHERE r.aqi = v.x) FROM (VALUES BIGINT '1') v (x)", "aqi")]
    public void Scan_AnyQuery_ReadsTheColumnsItNamesAndNoOther(string sql, string columns)
    {
        var request = Readings.Request(sql);
        Assert.Equal(columns, string.Join(',', request.Columns.Select(column => request.Schema.Columns[column].Name)));
    }

    [Theory]
    [InlineData("SELECT * FROM (SELECT time AS t, p1 + 1 AS x FROM air_quality.readings WHERE p1 > 0) WHERE t > ago(1h)")]
    [InlineData("WITH r AS (SELECT sensor_id, time FROM air_quality.readings) SELECT * FROM r WHERE time > ago(1h) AND sensor_id <> ''")]
    [InlineData("SELECT * FROM (SELECT DISTINCT time FROM air_quality.readings) WHERE time > ago(1h)")]
    [InlineData("SELECT * FROM (SELECT time, max(p1) AS p FROM air_quality.readings GROUP BY time) WHERE time > ago(1h)")]
    [InlineData("SELECT time, max(p1) AS p FROM air_quality.readings GROUP BY time HAVING time > ago(1h) AND max(p1) > 1")]
    public void Where_AroundASubquery_BoundsItsScan(string sql) => Assert.Equal(Ask.NowNs - Hour + 1, Readings.Request(sql).FromNs);

    [Theory]
    [InlineData("SELECT * FROM (SELECT time, p1 FROM air_quality.readings LIMIT 1) WHERE time > '2020-01-01 01:00'", "")]
    [InlineData("SELECT * FROM (SELECT max(time) AS time FROM air_quality.readings) WHERE time < '2020-01-01 01:00'", "")]
    [InlineData("SELECT sum FROM (SELECT time, sum(p1) OVER () AS sum FROM air_quality.readings) WHERE time < '2020-01-01 01:00'", "'11.0'")]
    [InlineData("SELECT * FROM (SELECT country, count(*) AS n FROM air_quality.readings GROUP BY country) WHERE n = 2", "'DE' | '2'")]
    public void Where_AroundASubquery_ChangesNothingInside(string sql, string rows) =>
        Assert.Equal(rows, string.Join(' ', Readings.Rows(sql)));

    [Fact]
    public void Where_EmptyTimeRange_DoesNotScan()
    {
        var source = Ask.ReadingsSource(("1", "DE", 0, 5, 1));
        Assert.Empty(new Ask(source).Rows("SELECT p1 FROM air_quality.readings WHERE time > '2020-01-02' AND time < '2020-01-01'"));
        Assert.Empty(source.Requests);
    }

    [Fact]
    public void Where_CommaJoin_BoundsBothSides()
    {
        var source = Ask.ReadingsSource(("1", "DE", 0, 5, 1), ("1", "DE", 3600, 6, 1));
        var rows = new Ask(source).Rows(
            "SELECT b.p1 FROM air_quality.readings a, air_quality.readings b "
            + "WHERE a.sensor_id = b.sensor_id AND a.sensor_id = '1' AND b.time > '2020-01-01 00:30'");
        Assert.Equal(["'6.0'", "'6.0'"], rows);
        Assert.Contains(source.Requests, request => request.Dimensions is [{ Name: "sensor_id", Values: ["1"] }]);
        Assert.Contains(source.Requests, request => request.FromNs == Ask.NowNs + (Hour / 2) + 1);
    }

    [Fact]
    public void LeftJoin_ConditionOnTheKeptSide_StaysInOnAndMovesFromWhere()
    {
        const string join = "SELECT a.sensor_id, b.sensor_id FROM air_quality.readings a "
            + "LEFT JOIN air_quality.readings b ON a.sensor_id = b.sensor_id";
        Assert.Equal(["'1' | '1'", "'2' | null", "'3' | null"], Readings.Rows($"{join} AND a.sensor_id = '1' ORDER BY 1"));
        Assert.Equal(["'1' | '1'"], Readings.Rows($"{join} WHERE a.sensor_id = '1'"));
        Assert.Empty(Readings.Rows($"{join} AND b.sensor_id = '2' WHERE b.sensor_id = '1'"));
    }

    [Fact]
    public void Correlated_EqualityWithTheRowOutside_ReachesTheStore()
    {
        var source = Ask.ReadingsSource(("1", "DE", 0, 5, 1), ("2", "DE", 0, 6, 1), ("2", "FR", 60, 7, 1));
        var rows = new Ask(source).Rows(
            "SELECT s, (SELECT max(p1) FROM air_quality.readings WHERE sensor_id = s) FROM (VALUES '1', '2', '2') v (s)");
        Assert.Equal(["'1' | '5.0'", "'2' | '7.0'", "'2' | '7.0'"], rows);
        Assert.Equal(["1", "2"], source.Requests.Select(request => Assert.Single(request.Dimensions).Values[0]));
    }
}
