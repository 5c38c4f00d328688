using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Syntax;

namespace AirQuality.TimestreamLocal.Tests.Sql.Syntax;

/// <summary>Where a syntax error stands. The places are those of the family's own grammar, run by ANTLR.</summary>
public sealed class SyntaxErrorPlaceTests
{
    [Theory]
    [InlineData("SELECT aqi IN ()", 12)]
    [InlineData("SELECT aqi IN (1 2)", 12)]
    [InlineData("SELECT aqi IN (1,", 12)]
    [InlineData("SELECT aqi IN (SELECT)", 12)]
    [InlineData("SELECT 1 FROM a.t WHERE NOT aqi IN (1", 33)]
    [InlineData("SELECT 1 FROM a.t WHERE abs(aqi IN ()) = 1", 33)]
    [InlineData("SELECT 1 FROM (SELECT 1 FROM a.t WHERE aqi IN ())", 44)]
    [InlineData("VALUES (1, aqi IN (1 2))", 16)]
    public void List_ThatIsNone_IsRefusedAtIn(string sql, int column) => AssertPlace(sql, column);

    [Theory]
    [InlineData("SELECT aqi NOT IN (1", 21)]
    [InlineData("SELECT aqi NOT IN ()", 20)]
    [InlineData("SELECT abs(aqi IN ())", 20)]
    [InlineData("SELECT CASE WHEN aqi IN () THEN 1 END", 26)]
    [InlineData("SELECT 1 FROM a.t WHERE (aqi IN () AND p1 = 1)", 34)]
    [InlineData("SELECT (SELECT aqi IN (1 2))", 26)]
    public void List_BehindNotOrInATrial_IsRefusedWhereItIsWrong(string sql, int column) => AssertPlace(sql, column);

    [Theory]
    [InlineData("SELECT 1 FROM a.t x WHERE x. = 1", 28)]
    [InlineData("SELECT 1 + x. FROM a.t x", 13)]
    [InlineData("SELECT 1 FROM a.t x ORDER BY x.", 31)]
    [InlineData("SELECT 1 FROM a.t x JOIN a.s y ON abs(y.) = 1", 40)]
    public void Point_WithoutAName_IsRefusedItself(string sql, int column) => AssertPlace(sql, column);

    [Theory]
    [InlineData("SELECT x. FROM a.t x", 11)]
    [InlineData("SELECT abs(x.)", 14)]
    [InlineData("SELECT 1 FROM a.", 17)]
    public void Point_WithoutANameInATrialOrATableName_IsRefusedBehindIt(string sql, int column) => AssertPlace(sql, column);

    [Theory]
    [InlineData("SELECT 'a''", 11)]
    [InlineData("SELECT 'a''b", 11)]
    [InlineData("SELECT 'ab", 8)]
    public void Text_ThatNeverCloses_EndsAtItsLastDoubledQuote(string sql, int column) => AssertPlace(sql, column);

    [Theory]
    [InlineData("SELECT 3x", 8)]
    [InlineData("SELECT p1 AS 3x", 14)]
    [InlineData("SELECT 1 FROM 3x", 15)]
    [InlineData("SELECT 1 + + 3x", 14)]
    public void DigitsBeforeAName_WhereANameMayStand_AreRefused(string sql, int column)
    {
        var error = Refusal(sql);
        Assert.Equal(new SourcePosition(1, column), error.Position);
        Assert.Contains("must not start with a digit", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT ) 3x", 8)]
    [InlineData("SELECT p1 FROM a.t WHERE p1 > > 3x", 31)]
    public void DigitsBeforeAName_BehindAnotherError_AreNotReached(string sql, int column) => AssertPlace(sql, column);

    [Theory]
    [InlineData("SELECT ARRAY[1, 2][1 = 1]", 22)]
    [InlineData("SELECT 1 FROM (a.t x, a.s y)", 21)]
    [InlineData("SELECT rank(ORDER) OVER ()", 18)]
    public void Construct_WithTooMuchInside_IsRefusedThere(string sql, int column) => AssertPlace(sql, column);

    [Theory]
    [InlineData("SELECT 1 LIMIT 9223372036854775808")]
    [InlineData("SELECT 9223372036854775808 + 1")]
    public void Integer_OfMoreThan64Bits_IsRefusedAtTheBeginning(string sql) => AssertPlace(sql, 1);

    [Fact]
    public void Integer_OfMoreThan64Bits_IsToldAfterErrorsOfTheGrammar() => AssertPlace("SELECT 9223372036854775808 FROM", 32);

    private static void AssertPlace(string sql, int column) => Assert.Equal(new SourcePosition(1, column), Refusal(sql).Position);

    private static SqlException Refusal(string sql) => Assert.Throws<SqlException>(() => Parser.Parse(sql));
}
