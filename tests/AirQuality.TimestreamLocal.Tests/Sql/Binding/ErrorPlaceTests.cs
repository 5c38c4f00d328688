namespace AirQuality.TimestreamLocal.Tests.Sql.Binding;

/// <summary>Where errors of meaning stand: as in engines of the family, at the node of the syntax that they report.</summary>
public sealed class ErrorPlaceTests
{
    [Theory]
    [InlineData("SELECT extract(MINUTE FROM date '2020-01-01')", 28, "Cannot extract MINUTE from date")]
    [InlineData("SELECT extract(YEAR FROM 5m)", 26, "Cannot extract YEAR from interval day to second")]
    [InlineData("SELECT extract(WEEK FROM time '01:00')", 26, "Cannot extract WEEK from time")]
    [InlineData("SELECT extract(DAY FROM '2020-01-01')", 25, "Cannot extract DAY from varchar")]
    public void Extract_FromATypeWithoutTheField_IsRefusedAtTheOperand(string sql, int column, string message) =>
        AssertError(sql, column, message);

    [Theory]
    [InlineData("SELECT ROW(1, 2)[3]", 18, "Subscript index out of bounds: 3")]
    [InlineData("SELECT ROW(1, 2)[0]", 18, "Subscript index out of bounds: 0")]
    [InlineData("SELECT ROW(1, 2)[1 + 1]", 20, "Subscript expression on ROW requires a constant index")]
    [InlineData("SELECT ROW(1, 2)['a']", 18, "Subscript expression on ROW requires a constant index")]
    public void Subscript_OfARow_IsRefusedAtTheIndex(string sql, int column, string message) => AssertError(sql, column, message);

    [Theory]
    [InlineData("SELECT 1 > ALL (SELECT 1, 2)", 17)]
    [InlineData("SELECT 1 = ANY (WITH a AS (SELECT 1 AS x) SELECT x, x FROM a)", 17)]
    [InlineData("SELECT 1 IN (SELECT 1, 2)", 10)]
    [InlineData("SELECT 1 + (SELECT 1, 2)", 12)]
    public void Subquery_OfTwoColumns_IsRefusedWhereTheSubqueryBegins(string sql, int column) =>
        AssertError(sql, column, "Multiple columns returned by subquery are not yet supported. Found 2");

    [Theory]
    [InlineData("SELECT (SELECT u.lat) FROM aq.s u GROUP BY name", 16, "'lat'")]
    [InlineData("SELECT EXISTS (SELECT 1 FROM aq.t WHERE p1 = lat) FROM aq.s GROUP BY name", 46, "'lat'")]
    [InlineData("SELECT 1 FROM aq.s GROUP BY name ORDER BY (SELECT lat)", 51, "'lat'")]
    [InlineData("SELECT lat IN (SELECT p1 FROM aq.t) FROM aq.s GROUP BY name", 12, "'lat'")]
    public void Subquery_ThatTakesAnUngroupedColumn_IsRefusedWhereItNamesIt(string sql, int column, string message) =>
        AssertError(sql, column, $"{message} must be an aggregate expression or appear in GROUP BY clause");

    [Theory]
    [InlineData("SELECT max(lat) AS x FROM aq.s GROUP BY name ORDER BY max(x + 1)", 59)]
    [InlineData("SELECT name, max(lat) FROM aq.s GROUP BY name ORDER BY max(name)", 60)]
    [InlineData("SELECT 1 AS x FROM aq.s GROUP BY name ORDER BY sum(lat) FILTER (WHERE x > 0)", 71)]
    public void OrderByAggregate_OfASelectedColumn_IsRefusedAtTheName(string sql, int column) =>
        AssertError(sql, column, "Invalid reference to output projection attribute from ORDER BY aggregation");

    [Fact]
    public void OrderByAggregate_OfTheTablesColumn_MayHaveThatName() =>
        Assert.NotEmpty(Ask.Dataset.Rows("SELECT u.name, max(u.lat) AS lat FROM aq.s u GROUP BY u.name ORDER BY max(u.lat)"));

    [Theory]
    [InlineData("SELECT name AS x, lat AS x FROM aq.s ORDER BY x", 47)]
    [InlineData("SELECT name, name FROM aq.s ORDER BY lower(name)", 44)]
    public void OrderBy_ANameSelectedTwice_IsAmbiguous(string sql, int column) => AssertError(sql, column, "Column '");

    [Theory]
    [InlineData("WITH a (x, y) AS (SELECT 1) SELECT 1", 9, "Column alias list has 2 entries but relation has 1 columns")]
    [InlineData("WITH a (x, x) AS (SELECT 1, 2) SELECT 1", 12, "Column name 'x' specified more than once")]
    [InlineData("SELECT 1 FROM aq.s JOIN aq.t USING (sensor_id, sensor_id)", 48, "Column 'sensor_id' appears multiple times in USING clause")]
    [InlineData("SELECT 1 FROM aq.s LEFT JOIN UNNEST(ARRAY[1]) AS u (x) ON x = 1", 61, "UNNEST can be joined with")]
    [InlineData("SELECT 1 FROM aq.s FULL JOIN UNNEST(ARRAY[1]) AS u (x) ON true", 15, "UNNEST can be joined with")]
    public void Names_OfARelation_AreCheckedWhereTheyStand(string sql, int column, string message) => AssertError(sql, column, message);

    [Theory]
    [InlineData("SELECT 1, -NULL", 11, "'-' of a NULL may be a number or an interval")]
    [InlineData("SELECT CAST(NULL AS unknown)", 8, "Unknown type: unknown")]
    [InlineData("SELECT sum(lat) IGNORE NULLS OVER () FROM aq.s", 8, "Cannot specify null treatment clause for sum function")]
    [InlineData("SELECT codepoint('xy')", 8, "Unexpected parameters (varchar(2)) for function codepoint")]
    [InlineData("SELECT reduce(ARRAY[1], 0, (s, x) -> 'a', s -> s)", 8, "Unexpected parameters for function reduce")]
    public void Function_OfTheWrongTypes_IsRefusedAtItsName(string sql, int column, string message) => AssertError(sql, column, message);

    private static void AssertError(string sql, int column, string message) =>
        Assert.StartsWith($"line 1:{column}: {message}", Ask.Dataset.Error(sql), StringComparison.Ordinal);
}
