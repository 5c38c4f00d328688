namespace AirQuality.TimestreamLocal.Tests.Sql.Binding;

public sealed class NameTests
{
    private static readonly Ask Dataset = Ask.Dataset;

    [Theory]
    [InlineData("SELECT P1 FROM aq.t", "line 1:8: Column 'P1' does not exist")]
    [InlineData("SELECT t.vehicleName FROM aq.t", "line 1:8: Column 't.vehicleName' does not exist")]
    [InlineData("SELECT x.p1 FROM aq.t AS y", "line 1:8: Column 'x.p1' does not exist")]
    [InlineData("SELECT T.p1 FROM aq.t", "line 1:8: Column 'T.p1' does not exist")]
    [InlineData("SELECT time FROM aq.t, aq.s", "line 1:8: Column 'time' is ambiguous")]
    [InlineData("SELECT p1\nFROM aq.t\nWHERE p1 > 1 AND p9 > 1", "line 3:18: Column 'p9' does not exist")]
    [InlineData("SELECT country AS c FROM aq.t WHERE c = 'DE'", "line 1:37: Column 'c' does not exist")]
    [InlineData("SELECT country AS c, count(*) FROM aq.t GROUP BY c", "line 1:50: Column 'c' does not exist")]
    [InlineData("SELECT x.* FROM aq.t", "line 1:8: Table 'x' not found")]
    [InlineData("SELECT * FROM t", "line 1:15: Table 't' does not exist; a table is named with its database, \"database\".\"table\"")]
    [InlineData("SELECT * FROM aq.T", "line 1:15: Table 'aq.T' does not exist")]
    [InlineData("SELECT 1,\n2 FROM abc.sampleDB", "Requested database 'abc' not found for identifier 'abc.sampleDB' at line 2:8")]
    [InlineData("SELECT a FROM (VALUES (1, 2)) AS v (a)", "line 1:15: Column alias list has 1 entries but 'v' has 2 columns available")]
    [InlineData("WITH a AS (SELECT nosuch FROM aq.t) SELECT 1", "line 1:19: Column 'nosuch' does not exist")]
    [InlineData("WITH a AS (SELECT 1), a AS (SELECT 2) SELECT 1", "line 1:23: WITH query name 'a' specified more than once")]
    [InlineData("SELECT 5 = ANY (1, 2)", "line 1:12: Function 'ANY' not registered")]
    [InlineData("SELECT r.z FROM (SELECT CAST(ROW(1) AS ROW(a bigint)) AS r)", "line 1:8: Column 'r.z' does not exist")]
    [InlineData("SELECT 1 FROM (VALUES 1) AS a (k) JOIN (VALUES 1) AS b (k) USING (k, k)", "line 1:70: Column 'k' appears multiple times in USING clause")]
    [InlineData("WITH a (x, y) AS (SELECT 1) SELECT 1", "line 1:9: Column alias list has 2 entries but relation has 1 columns")]
    [InlineData("WITH a (x, x) AS (SELECT 1, 2) SELECT 1", "line 1:12: Column name 'x' specified more than once")]
    public void Name_ThatMeansNothing_IsReportedAtItsPlace(string sql, string message) => Assert.Equal(message, Dataset.Error(sql));

    [Theory]
    [InlineData("SELECT aq.t.country FROM aq.t WHERE t.place = 'Stuttgart'", "country varchar")]
    [InlineData("SELECT \"p1\" + 1, p1 AS \"a b\", t.p1 FROM aq.t", "_col0 double, a b double, p1 double")]
    [InlineData("SELECT * FROM (SELECT 1, 2 AS b, 3)", "_col0 integer, b integer, _col2 integer")]
    [InlineData("SELECT a.*, b.name FROM aq.s a, aq.s b", "sensor_id varchar, measure_name varchar, time timestamp, name varchar, lat double, lon double, name varchar")]
    [InlineData("WITH t AS (SELECT 1 AS x) SELECT * FROM t", "x integer")]
    [InlineData("WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT b.x FROM b", "x integer")]
    [InlineData("WITH a (p) AS (SELECT 1) SELECT * FROM a AS c", "p integer")]
    [InlineData("SELECT r.a.b FROM (SELECT CAST(ROW(ROW(1)) AS ROW(a ROW(b bigint))) AS r)", "b bigint")]
    [InlineData("SELECT u.* FROM UNNEST(ARRAY[1], ARRAY['a']) WITH ORDINALITY AS u (x, y, n)", "x integer, y varchar, n bigint")]
    [InlineData("SELECT * FROM (VALUES (1, 2)) AS l (id, x) JOIN (VALUES (1, 3)) AS r (id, y) USING (id)", "id integer, x integer, y integer")]
    public void Select_Columns_HaveTheirNamesAndTypes(string sql, string columns) => Assert.Equal(columns, Dataset.Columns(sql));

    [Fact]
    public void ScalarMeasure_AsAToken_IsOneColumn()
    {
        var readings = Ask.Readings(("1", "DE", 0, 5, 1));
        Assert.Equal("measure_value::double double", readings.Columns("SELECT measure_value::double FROM air_quality.readings"));
        Assert.Equal("null", readings.Row("SELECT max(r.measure_value::DOUBLE) FROM air_quality.readings r"));
        Assert.Equal("line 1:8: Column 'measure_value::bigint' does not exist", readings.Error("SELECT measure_value::bigint FROM air_quality.readings"));
    }

    [Fact]
    public void OrderBy_Alias_WinsOverAColumn() =>
        Assert.Equal(["'3' | '-3'", "'1' | '-1'"], Dataset.Rows("SELECT x AS y, -x AS x FROM (VALUES 1, 3) AS v (x) ORDER BY x"));
}
