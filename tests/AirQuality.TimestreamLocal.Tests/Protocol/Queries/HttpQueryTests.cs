namespace AirQuality.TimestreamLocal.Tests.Protocol.Queries;

/// <summary>
/// What the engines' answers in fixtures/dialect leave out, because those engines know no measures, no SHOW MEASURES and no names that differ
/// in case alone: asked over HTTP of a server that was written to over HTTP. The answers follow the developer guide by hand. The clock stands at
/// 2026-11-24 08:00.
/// </summary>
public sealed class HttpQueryTests(HttpQueryFixture data) : IClassFixture<HttpQueryFixture>
{
    private const string Dimension = "{\"ArrayValue\":[{\"RowValue\":{\"Data\":[{\"ScalarValue\":\"";
    private const string OfVarchar = "\"},{\"ScalarValue\":\"varchar\"}]}}]}";

    [Theory]
    [InlineData("SHOW DATABASES", "D", "d", "my-db.1")]
    [InlineData("show databases like 'd'", "d")]
    [InlineData("SHOW DATABASES LIKE '%-%'", "my-db.1")]
    [InlineData("SHOW TABLES FROM d", "T", "empty", "r-1d", "t")]
    [InlineData("SHOW TABLES FROM \"D\"")]
    [InlineData("SHOW TABLES FROM d LIKE '_'", "T", "t")]
    [InlineData("SHOW MEASURES FROM d.empty")]
    [InlineData("SHOW MEASURES FROM \"d\".\"T\" LIKE 'upp%'", "upper | double | " + Dimension + "Site" + OfVarchar)]
    [InlineData("SHOW MEASURES FROM d.t LIKE '%o%'", "count | bigint | " + Dimension + "Site" + OfVarchar,
        "note | varchar | " + Dimension + "Site" + OfVarchar, "ok | boolean | " + Dimension + "Site" + OfVarchar)]
    [InlineData("SHOW MEASURES FROM d.t LIKE 'air'", "air | multi | " + Dimension + "site" + OfVarchar)]
    [InlineData("DESCRIBE d.empty", "measure_name | varchar | MEASURE_NAME", "time | timestamp | TIMESTAMP")]
    [InlineData("DESCRIBE \"d\".\"r-1d\"", "Site | varchar | DIMENSION", "measure_name | varchar | MEASURE_NAME", "time | timestamp | TIMESTAMP",
        "measure_value::double | double | MEASURE_VALUE")]
    public async Task Statement_AboutTheCatalog_GivesItsRows(string sql, params string[] rows) => Assert.Equal(rows, await data.RowsAsync(sql));

    [Fact]
    public async Task Describe_OfEveryKindOfColumn_NamesItsAttribute() => Assert.Equal(
        [
            "Site | varchar | DIMENSION", "site | varchar | DIMENSION", "measure_name | varchar | MEASURE_NAME", "time | timestamp | TIMESTAMP",
            "measure_value::double | double | MEASURE_VALUE", "measure_value::bigint | bigint | MEASURE_VALUE",
            "measure_value::varchar | varchar | MEASURE_VALUE", "measure_value::boolean | boolean | MEASURE_VALUE",
            "P1 | double | MULTI", "p1 | double | MULTI", "seen | timestamp | MULTI",
        ],
        await data.RowsAsync("DESCRIBE d.t"));

    [Theory]
    [InlineData("SELECT now()", "2026-11-24 08:00:00.000000000")]
    [InlineData("SELECT now() = current_timestamp, now() - 1ns < now(), current_date", "true | true | 2026-11-24")]
    [InlineData("SELECT ago(90s), ago(1h + 1ns)", "2026-11-24 07:58:30.000000000 | 2026-11-24 06:59:59.999999999")]
    [InlineData("SELECT ago(interval '1' month), ago(2y)", "2026-10-24 08:00:00.000000000 | 2024-11-24 08:00:00.000000000")]
    [InlineData("SELECT measure_name FROM d.\"r-1d\" WHERE time > ago(1h)", "new")]
    [InlineData("SELECT measure_name FROM d.\"r-1d\" WHERE time BETWEEN ago(2h) AND ago(1h)", "old")]
    [InlineData("SELECT count(*) FROM d.\"r-1d\" WHERE time >= now()", "0")]
    [InlineData("SELECT measure_name, date_diff('minute', time, now()) FROM d.\"r-1d\" ORDER BY time", "old | 90", "new | 30")]
    [InlineData("SELECT bin(time, 1h), max(measure_value::double) FROM d.\"r-1d\" GROUP BY bin(time, 1h) ORDER BY 1",
        "2026-11-24 06:00:00.000000000 | 3.0", "2026-11-24 07:00:00.000000000 | 4.0")]
    public async Task Time_OfTheQuery_IsTheServersClock(string sql, params string[] rows) => Assert.Equal(rows, await data.RowsAsync(sql));

    [Theory]
    [InlineData("SELECT measure_name, measure_value::double, measure_value::bigint, measure_value::varchar, measure_value::boolean FROM d.t WHERE Site = 'A' ORDER BY 1",
        "count | null | 7 | null | null", "note | null | null | dry | null", "ok | null | null | null | true", "pm | 1.5 | null | null | null")]
    [InlineData("SELECT MEASURE_VALUE::Double * 2 FROM d.t WHERE measure_name = 'pm'", "3.0")]
    [InlineData("SELECT x.measure_value::bigint FROM d.t AS x WHERE x.measure_value::boolean OR x.measure_value::bigint > 1 ORDER BY 1", "7", "null")]
    [InlineData("SELECT v FROM (SELECT measure_value::varchar AS v FROM d.t) WHERE v IS NOT NULL", "dry")]
    [InlineData("SELECT max(measure_value::double), count(measure_value::bigint), count(*) FROM d.t", "1.5 | 1 | 6")]
    public async Task ScalarMeasure_OfEveryType_HasItsColumn(string sql, params string[] rows) => Assert.Equal(rows, await data.RowsAsync(sql));

    [Theory]
    [InlineData("SELECT P1, p1 FROM d.t WHERE measure_name = 'air' ORDER BY time", "10.0 | 20.0", "30.0 | null")]
    [InlineData("SELECT count(Site), count(site) FROM d.t", "4 | 2")]
    [InlineData("SELECT \"measure_value::double\" FROM d.\"T\"", "2.0")]
    [InlineData("SELECT measure_name FROM d.T", "upper")]
    [InlineData("sElEcT mAx(P1) aS \"Max\" fRoM d.t wHeRe time > AGO(1D)", "30.0")]
    public async Task Name_ThatDiffersInCase_IsAnotherName(string sql, params string[] rows) => Assert.Equal(rows, await data.RowsAsync(sql));

    [Theory]
    [InlineData("SELECT SITE FROM d.t", "line 1:8: Column 'SITE' does not exist")]
    [InlineData("SELECT Time FROM d.t", "line 1:8: Column 'Time' does not exist")]
    [InlineData("SELECT P1 FROM d.\"T\"", "line 1:8: Column 'P1' does not exist")]
    [InlineData("SELECT measure_value::timestamp FROM d.t", "line 1:8: Column 'measure_value::timestamp' does not exist")]
    [InlineData("SELECT P1 FROM d.empty", "line 1:8: Column 'P1' does not exist")]
    [InlineData("SELECT 1 FROM d.EMPTY", "line 1:15: Table 'd.EMPTY' does not exist")]
    [InlineData("DESCRIBE d.Empty", "line 1:10: Table 'd.Empty' does not exist")]
    [InlineData("SHOW TABLES FROM Dd", "line 1:18: Database 'Dd' does not exist")]
    [InlineData("SELECT 1 FROM d.r-1d", "line 1:18: mismatched input '-'")]
    public async Task Name_InWrongCaseOrWithoutQuotes_ValidationExceptionAtItsPlace(string sql, string message)
    {
        var answer = await data.FailAsync(sql);

        Assert.Equal("ValidationException", answer.Error);
        Assert.StartsWith(message, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT time FROM d.t WHERE measure_name = 'air' ORDER BY time", "2026-11-24 08:00:00.000000001", "2026-11-24 08:00:00.000000002")]
    [InlineData("SELECT P1 FROM d.t WHERE time = '2026-11-24 08:00:00.000000001'", "10.0")]
    [InlineData("SELECT P1 FROM d.t WHERE time > timestamp '2026-11-24 08:00:00.000000001' AND time <= from_nanoseconds(1795507200000000002)", "30.0")]
    [InlineData("SELECT P1 FROM d.t WHERE time = now() + 2ns", "30.0")]
    [InlineData("SELECT seen FROM d.t WHERE seen IS NOT NULL", "2026-03-24 08:00:00.123456789")]
    [InlineData("SELECT to_nanoseconds(max(time)), nanosecond(max(time)) FROM d.t", "1795507200000000002 | 2")]
    [InlineData("SELECT max(time) - 3ns, max_by(P1, time) FROM d.t", "2026-11-24 07:59:59.999999999 | 30.0")]
    [InlineData("SELECT count(DISTINCT time), count(DISTINCT date_trunc('second', time)) FROM d.t", "3 | 1")]
    public async Task Nanoseconds_OfTimesAndMeasures_AreKept(string sql, params string[] rows) => Assert.Equal(rows, await data.RowsAsync(sql));

    [Theory]
    [InlineData("SELECT * FROM d.\"r-1d\"", "Site VARCHAR, measure_name VARCHAR, time TIMESTAMP, measure_value::double DOUBLE")]
    [InlineData("SELECT * FROM d.empty", "measure_name VARCHAR, time TIMESTAMP")]
    [InlineData("SHOW DATABASES", "Database VARCHAR")]
    [InlineData("SHOW TABLES FROM d", "Table VARCHAR")]
    [InlineData("DESCRIBE d.t", "Column VARCHAR, Type VARCHAR, Timestream attribute type VARCHAR")]
    public async Task Columns_OfStarAndStatements_HaveTheServicesNames(string sql, string columns) => Assert.Equal(columns, await data.ColumnsAsync(sql));
}
