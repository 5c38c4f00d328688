namespace AirQuality.TimestreamLocal.Tests.Sql;

/// <summary>The ways in which an emulator that rewrites queries into SQLite's SQL gave plausible wrong answers, one test each.</summary>
public sealed class TrapTests
{
    private static readonly Ask Readings = Ask.Readings(("Abc", "DE", 0, 5, 7), ("abc", "FR", 60, null, 2));

    [Fact]
    public void Trap1_QuotedNameThatIsNoColumn_IsAnError() => Assert.Equal(
        "line 1:49: Column 'air' does not exist", Readings.Error("SELECT count(*) FROM air_quality.readings WHERE \"air\" = measure_name"));

    [Fact]
    public void Trap2_CastToBooleanAndTimestamp_GivesThoseTypes()
    {
        Assert.Equal("_col0 boolean, _col1 timestamp", Readings.Columns("SELECT CAST(1 AS boolean), CAST('2020-01-01' AS timestamp)"));
        Assert.Equal("'true' | '2020-01-01 00:00:00.000000000'", Readings.Row("SELECT CAST(1 AS boolean), CAST('2020-01-01' AS timestamp)"));
        Assert.Equal("line 1:8: Unknown type: varbinary", Readings.Error("SELECT CAST('x' AS varbinary)"));
    }

    [Fact]
    public void Trap3_IntervalAddedToATimestamp_GivesATimestamp() =>
        Assert.Equal("'2020-01-01 01:05:00.000000000'", Readings.Row("SELECT timestamp '2020-01-01 00:05' + 1h"));

    [Theory]
    [InlineData("<=", 1)]
    [InlineData("=", 1)]
    [InlineData(">=", 2)]
    public void Trap4_ShortTimestampText_ComparesAsATime(string symbol, int rows) =>
        Assert.Equal($"'{rows}'", Readings.Row($"SELECT count(*) FROM air_quality.readings WHERE time {symbol} '2020-01-01'"));

    [Fact]
    public void Trap5_NameThatLooksLikeArithmetic_StaysAName() =>
        Assert.Equal("x-41830d bigint", Readings.Columns("SELECT \"x-41830d\" FROM (SELECT aqi AS \"x-41830d\" FROM air_quality.readings)"));

    [Fact]
    public void Trap6_Like_IsCaseSensitive() =>
        Assert.Equal("'1'", Readings.Row("SELECT count(*) FROM air_quality.readings WHERE sensor_id LIKE 'a%'"));

    [Fact]
    public void Trap7_Nulls_SortLastBothWays()
    {
        Assert.Equal(["'5.0'", "null"], Readings.Rows("SELECT p1 FROM air_quality.readings ORDER BY p1"));
        Assert.Equal(["'5.0'", "null"], Readings.Rows("SELECT p1 FROM air_quality.readings ORDER BY p1 DESC"));
    }

    [Fact]
    public void Trap8_AliasOfAnExpressionNamedLikeAColumn_HasTheExpressionsType() =>
        Assert.Equal("p1 varchar, aqi double", Readings.Columns("SELECT sensor_id AS p1, aqi * 1.5 AS aqi FROM air_quality.readings"));

    [Fact]
    public void Trap9_MeasureNeverWritten_IsAnError() =>
        Assert.Equal("line 1:8: Column 'humidity' does not exist", Readings.Error("SELECT humidity FROM air_quality.readings"));

    [Fact]
    public void Trap10_IntegersAndEmptySums_FollowTheFamily()
    {
        Assert.Equal("'3'", Readings.Row("SELECT max(aqi) / 2 FROM air_quality.readings"));
        Assert.Equal("bigint addition overflow: 9223372036854775807 + 1", Readings.Error("SELECT 9223372036854775807 + 1"));
        Assert.Equal("null | '0'", Readings.Row("SELECT sum(aqi), count(*) FROM air_quality.readings WHERE false"));
    }
}
