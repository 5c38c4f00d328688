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
    [InlineData("SELECT codepoint('xy')", 8, "Unexpected parameters (varchar(2)) for function codepoint")]
    [InlineData("SELECT reduce(ARRAY[1], 0, (s, x) -> 'a', s -> s)", 8, "Unexpected parameters for function reduce")]
    public void Function_OfTheWrongTypes_IsRefusedAtItsName(string sql, int column, string message) => AssertError(sql, column, message);

    private static void AssertError(string sql, int column, string message) =>
        Assert.StartsWith($"line 1:{column}: {message}", Ask.Dataset.Error(sql), StringComparison.Ordinal);
}
