namespace AirQuality.TimestreamLocal.Tests.Sql.Binding;

/// <summary>Parameters take the type of the place they stand at, as DESCRIBE INPUT of engines of the family says it.</summary>
public sealed class ParameterTests
{
    private static readonly Ask Dataset = Ask.Dataset;

    [Theory]
    [InlineData("SELECT 1", "")]
    [InlineData("SELECT p1 FROM aq.t WHERE country = @country AND p1 < @p1", "country varchar, p1 double")]
    [InlineData("SELECT p1 FROM aq.t WHERE @from <= time AND time < @to", "from timestamp, to timestamp")]
    [InlineData("SELECT p1 FROM aq.t WHERE time BETWEEN @from AND @to", "from timestamp, to timestamp")]
    [InlineData("SELECT p1 FROM aq.t WHERE time > ago(@span)", "span interval day to second")]
    [InlineData("SELECT bin(time, @span) FROM aq.t", "span interval day to second")]
    [InlineData("SELECT time - @span FROM aq.t", "span interval day to second")]
    [InlineData("SELECT p1 FROM aq.t WHERE aqi IN (@a, 3, @b)", "a bigint, b bigint")]
    [InlineData("SELECT p1 FROM aq.t WHERE (country, p1) = (@country, @p1)", "country varchar, p1 double")]
    [InlineData("SELECT p1 FROM aq.t WHERE aqi IN (SELECT @a + aqi FROM aq.t)", "a bigint")]
    [InlineData("SELECT p1 FROM aq.t WHERE country LIKE @pattern ESCAPE @escape", "pattern varchar, escape varchar")]
    [InlineData("SELECT p1 FROM aq.t WHERE indoor = @indoor AND NOT @off", "indoor boolean, off boolean")]
    [InlineData("SELECT p1 FROM aq.t WHERE @on OR CASE WHEN @two THEN true END", "on boolean, two boolean")]
    [InlineData("SELECT p1 FROM aq.t WHERE aqi IS DISTINCT FROM @a", "a bigint")]
    [InlineData("SELECT CASE country WHEN @a THEN p1 ELSE @other END FROM aq.t", "a varchar, other double")]
    [InlineData("SELECT coalesce(p1, @none), if(@on, 1, @off) FROM aq.t", "none double, on boolean, off integer")]
    [InlineData("SELECT ARRAY[@a, 2.5][@i]", "a double, i bigint")]
    [InlineData("SELECT contains(ARRAY[@a, @b], aqi) FROM aq.t", "a bigint, b bigint")]
    [InlineData("SELECT upper(@a), substr(place, @from) FROM aq.t", "a varchar, from bigint")]
    [InlineData("SELECT count(*) FILTER (WHERE p1 > @limit), approx_percentile(p1, @p) FROM aq.t", "limit double, p double")]
    [InlineData("SELECT lag(p1, @k, @none) OVER (ORDER BY time) FROM aq.t", "k bigint, none double")]
    [InlineData("SELECT transform(ARRAY[1, 2], x -> x * @by)", "by integer")]
    [InlineData("SELECT a.p1 FROM aq.t a JOIN aq.s b ON a.sensor_id = b.sensor_id AND b.lat > @lat", "lat double")]
    [InlineData("WITH w AS (SELECT p1 FROM aq.t WHERE country = @c) SELECT a.p1 FROM w a, w b WHERE a.p1 > @p", "c varchar, p double")]
    [InlineData("SELECT 1 FROM (VALUES (1, 'a'), (@n, @s)) AS v (n, s)", "n integer, s varchar")]
    [InlineData("SELECT place || @a, @b || place, concat(place, @c) FROM aq.t", "a varchar, b varchar, c varchar")]
    [InlineData("SELECT p1 + @a, @b * p1, -@c + aqi, p1 / @d FROM aq.t", "a double, b double, c bigint, d double")]
    [InlineData("SELECT nullif(p1, @a), greatest(aqi, @b), TRY(@c + 1.5) FROM aq.t", "a double, b bigint, c double")]
    [InlineData("SELECT date_add('day', @n, time), date_diff('hour', @from, time), date_trunc(@unit, time) FROM aq.t", "n bigint, from timestamp, unit varchar")]
    [InlineData("SELECT p1 FROM aq.t a WHERE EXISTS (SELECT 1 FROM aq.s WHERE sensor_id = a.sensor_id AND lat > @lat)", "lat double")]
    [InlineData("SELECT p1 FROM aq.t WHERE p1 > ALL (SELECT lat FROM aq.s) AND @x < ALL (SELECT lat FROM aq.s)", "x double")]
    [InlineData("SELECT sum(p1) OVER (ORDER BY time ROWS @n PRECEDING) FROM aq.t", "n bigint")]
    [InlineData("SELECT bin(time, @i), avg(p1) FROM aq.t GROUP BY bin(time, @i) ORDER BY bin(time, @i)", "i interval day to second")]
    [InlineData("SELECT p1 FROM aq.t GROUP BY p1 HAVING count(*) > @n ORDER BY p1 + @shift LIMIT 3", "n bigint, shift double")]
    public void Parameter_WhereATypeIsWanted_HasIt(string sql, string expected) => Assert.Equal(expected, Dataset.Parameters(sql));

    [Theory]
    [InlineData("SELECT @a", "a unknown")]
    [InlineData("SELECT CAST(@a AS bigint)", "a unknown")]
    [InlineData("SELECT @a IS NULL, @b = @c", "a unknown, b unknown, c unknown")]
    [InlineData("SELECT count(@a) FROM aq.t", "a unknown")]
    [InlineData("SELECT 1 UNION SELECT @n", "n unknown")]
    public void Parameter_WhereNothingSaysItsType_IsUnknown(string sql, string expected) => Assert.Equal(expected, Dataset.Parameters(sql));

    [Theory]
    [InlineData("SELECT @b FROM (SELECT 1 WHERE 1 = @a) WHERE 'x' = @b", "b varchar, a integer")]
    [InlineData("SELECT p1 FROM aq.t WHERE country = @x AND @x = place", "x varchar")]
    [InlineData("SELECT p1 FROM aq.t WHERE country = @x AND place = @X", "x varchar, X varchar")]
    [InlineData("SELECT p1 FROM aq.t WHERE p1 > @x AND aqi > @x", "x bigint")]
    [InlineData("SELECT p1 FROM aq.t WHERE aqi > @x AND p1 > @x", "x bigint")]
    public void Parameter_NamedOftener_IsOneInTheOrderOfTheText(string sql, string expected) => Assert.Equal(expected, Dataset.Parameters(sql));

    [Fact]
    public void Parameter_OfTwoTypes_IsRefusedAtTheSecondPlace() => Assert.Equal(
        "line 2:17: Parameter '@x' stands for varchar in one place and for double in another",
        Dataset.DescribeError("SELECT 1 FROM aq.t WHERE country = @x\nAND p1 / 1000.0 > @x"));

    [Theory]
    [InlineData("SELECT nosuch FROM aq.t WHERE p1 > @x", "line 1:8: Column 'nosuch' does not exist")]
    [InlineData("SELECT p1 FROM aq.t WHERE p1 > @", "line 1:32: mismatched input '@'. Expecting: <expression>")]
    [InlineData("SELECT p1 FROM aq.t WHERE @1 = 1", "line 1:27: mismatched input '@'. Expecting: <expression>")]
    [InlineData("SELECT p1 FROM @table", "line 1:16: mismatched input '@table'. Expecting: ")]
    [InlineData("SELECT p1 FROM aq.t LIMIT @n", "line 1:27: mismatched input '@n'. Expecting: ")]
    [InlineData("SELECT hour(1, @x)", "line 1:8: Unexpected parameters (integer, unknown) for function hour.")]
    public void Describe_WrongQuery_FailsAsAnyQuery(string sql, string message) =>
        Assert.StartsWith(message, Dataset.DescribeError(sql), StringComparison.Ordinal);

    [Fact]
    public void Query_WithAParameter_IsRefusedAtItsPlace() => Assert.StartsWith(
        "line 1:32: Parameter '@x' has no value", Dataset.Error("SELECT p1 FROM aq.t WHERE p1 > @x AND country = @y"), StringComparison.Ordinal);
}
