namespace AirQuality.TimestreamLocal.Tests.Sql.Binding;

/// <summary>Where a described column comes from: its table, however it was handed through, and whether the query named it.</summary>
public sealed class ColumnOriginTests
{
    private static readonly Ask Dataset = Ask.Dataset;

    [Theory]
    [InlineData("SELECT country, avg(p1) AS m FROM aq.t WHERE country = @c GROUP BY country", "country of aq.t, m aliased")]
    [InlineData("SELECT country AS c, p1 + 1, count(*) n, t.p1 FROM aq.t GROUP BY 1, 2, 4", "c of aq.t aliased, _col1, n aliased, p1 of aq.t")]
    [InlineData("SELECT name, lat AS lat FROM aq.s", "name of aq.s, lat of aq.s aliased")]
    [InlineData("SELECT a.name, b.p1, b.p1 * 2 FROM aq.s AS a JOIN aq.t AS b ON a.sensor_id = b.sensor_id", "name of aq.s, p1 of aq.t, _col2")]
    [InlineData("SELECT a.* FROM aq.s a", "sensor_id of aq.s, measure_name of aq.s, time of aq.s, name of aq.s, lat of aq.s, lon of aq.s")]
    [InlineData("SELECT * FROM (SELECT name, lat AS y, lat + 1 FROM aq.s)", "name of aq.s, y of aq.s aliased, _col2")]
    [InlineData("WITH w AS (SELECT name AS n FROM aq.s), v AS (SELECT n FROM w) SELECT n, upper(n) FROM v", "n of aq.s aliased, _col1")]
    [InlineData("SELECT x, y FROM (SELECT name, lat FROM aq.s) AS v (x, y)", "x of aq.s aliased, y of aq.s aliased")]
    [InlineData("SELECT name FROM aq.s UNION ALL SELECT country FROM aq.t", "name of aq.s")]
    [InlineData("SELECT sensor_id FROM aq.t JOIN aq.s USING (sensor_id)", "sensor_id of aq.t")]
    [InlineData("SELECT sensor_id FROM aq.t RIGHT JOIN aq.s USING (sensor_id)", "sensor_id of aq.s")]
    [InlineData("SELECT sensor_id FROM aq.t FULL JOIN aq.s USING (sensor_id)", "sensor_id")]
    [InlineData("SELECT p1, rank() OVER (ORDER BY p1) FROM aq.t ORDER BY 1", "p1 of aq.t, _col1")]
    [InlineData("SELECT u.x FROM UNNEST(ARRAY[1]) AS u (x)", "x aliased")]
    [InlineData("VALUES (1, 2)", "_col0, _col1")]
    [InlineData("SHOW TABLES FROM aq", "Table")]
    public void Column_OfAQuery_SaysWhereItComesFrom(string sql, string expected) => Assert.Equal(expected, Dataset.Origins(sql));
}
