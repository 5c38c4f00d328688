using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;
using FsCheck.Xunit;
using static AirQuality.TimestreamLocal.Tests.Sql.Functions.Evaluate;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions;

public class CastTests
{
    public static TheoryData<object, string, string> Accepted => new()
    {
        { 1.5, "bigint", "2" }, { 2.5, "bigint", "3" }, { -2.5, "bigint", "-3" }, { 0.5, "bigint", "1" }, { -0.5, "bigint", "-1" },
        { 1.4999, "bigint", "1" }, { 0.49999999999999994, "bigint", "0" }, { -1.9, "integer", "-2" }, { -5, "boolean", "true" },
        { 0, "boolean", "false" }, { true, "double", "1.0" }, { "+5", "bigint", "5" }, { "007", "bigint", "7" }, { "t", "boolean", "true" },
        { "FALSE", "boolean", "false" }, { "0", "boolean", "false" }, { "  1.5  ", "double", "1.5" }, { "1d", "double", "1.0" },
        { "-Infinity", "double", "-Infinity" }, { "NaN", "double", "NaN" }, { ".5", "double", "0.5" }, { "1e3", "double", "1000.0" },
        { "2020-8-8", "date", "2020-08-08" }, { " 2020-08-08 ", "date", "2020-08-08" },
        { "2020-08-08 01:02", "timestamp", "2020-08-08 01:02:00.000000000" },
        { "2020-08-08 01:02:03.123456789", "timestamp", "2020-08-08 01:02:03.123456789" }, { "01:02", "time", "01:02:00.000000000" },
        { 1.0, "varchar", "1.0" }, { 12L, "varchar", "12" }, { false, "varchar", "false" }, { 2147483647L, "integer", "2147483647" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Cast_Literal_GivesTheFamilysValue(object value, string type, string expected) =>
        Assert.Equal($"{type}: {expected}", Cast(value, Named(type)));

    public static TheoryData<object, string, string> Refused => new()
    {
        { "abc", "bigint", "Cannot cast 'abc' to BIGINT" }, { "", "integer", "Cannot cast '' to INT" }, { " 12", "bigint", "Cannot cast ' 12' to BIGINT" },
        { "1.5", "bigint", "Cannot cast '1.5' to BIGINT" }, { "yes", "boolean", "Cannot cast 'yes' to BOOLEAN" },
        { "1,5", "double", "Cannot cast '1,5' to DOUBLE" }, { "", "double", "Cannot cast '' to DOUBLE" }, { "+d", "double", "Cannot cast '+d' to DOUBLE" },
        { "2020-13-01", "date", "Value cannot be cast to date: 2020-13-01" }, { "2020-02-30", "date", "Value cannot be cast to date: 2020-02-30" },
        { "2020-02-30 00:00:00", "timestamp", "Value cannot be cast to timestamp: 2020-02-30 00:00:00" },
        { "2263-01-01", "timestamp", "Value cannot be cast to timestamp: 2263-01-01" }, { "24:00", "time", "Value cannot be cast to time: 24:00" },
        { 1e20, "bigint", "Unable to cast 1.0E20 to bigint" }, { double.NaN, "bigint", "Unable to cast NaN to bigint" },
        { 3e9, "integer", "Unable to cast 3.0E9 to integer" }, { 3000000000L, "integer", "Out of range for integer: 3000000000" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Cast_BadValue_FailsAndTryCastIsNull(object value, string type, string message)
    {
        Assert.Equal(message, Failure(() => Cast(value, Named(type))));
        Assert.Equal($"{type}: NULL", TryCast(value, Named(type)));
    }

    [Theory]
    [InlineData("integer", "date")]
    [InlineData("boolean", "timestamp")]
    [InlineData("timestamp", "bigint")]
    [InlineData("varchar", "interval day to second")]
    public void Cast_BetweenUnrelatedTypes_FailsAtItsPlace(string from, string to) =>
        Assert.Equal($"line 1:8: Cannot cast {from} to {to}", Failure(() => TryCast(Null(Named(from)), Named(to))));

    [Fact]
    public void Cast_ArraysAndRows_CastsTheirElements()
    {
        Assert.Equal("array(varchar): [1, 2]", Cast(List(1, 2), new ArrayType(SqlType.Varchar)));
        Assert.Equal("array(double): [1.0, NULL]", Cast(List(1, null), new ArrayType(SqlType.Double)));
        Assert.Equal("array(bigint): []", Cast(List(), new ArrayType(SqlType.BigInt)));
        Assert.Equal("array(bigint): [NULL, 2]", TryCast(List("x", "2"), new ArrayType(SqlType.BigInt)));
        Assert.Equal("row(a bigint, b double): (1, 2.0)",
            Cast(Record(1, 2), new RowType([new RowField("a", SqlType.BigInt), new RowField("b", SqlType.Double)])));
        Assert.Throws<SqlException>(() => Cast(List(1), SqlType.BigInt));
    }

    [Fact]
    public void Cast_TimesToEachOther_KeepsWhatTheyShare()
    {
        Assert.Equal("date: 1969-12-31", Cast(Timestamp("1969-12-31 23:59:59.9"), SqlType.Date));
        Assert.Equal("time: 23:59:59.900000000", Cast(Timestamp("1969-12-31 23:59:59.9"), SqlType.Time));
        Assert.Equal("timestamp: 2020-08-08 00:00:00.000000000", Cast(Date("2020-08-08"), SqlType.Timestamp));
        Assert.Equal("varchar: 2020-08-08 01:02:03.123456789", Cast(Timestamp("2020-08-08 01:02:03.123456789"), SqlType.Varchar));
    }

    [Fact]
    public void Shorten_ByLength_CountsCodePoints()
    {
        var shorten = Casts.Shorten(2);
        var texts = Columns.FromObjects(SqlType.Varchar, ["a😀b", "x"], 2);
        Assert.Equal(["a😀", "x"], ((AirQuality.TimestreamLocal.Sql.Execution.TextVector)shorten.Evaluate([texts], 2, null!)).Values);
    }

    /// <summary>The length cuts texts. What another type prints stays whole.</summary>
    [Theory]
    [InlineData("CAST('12345' AS varchar(3))", "'123'")]
    [InlineData("CAST(12345 AS varchar(3))", "'12345'")]
    public void CastToVarcharOfALength_OfATextAlone_IsCut(string sql, string expected) => Assert.Equal(expected, Ask.Dataset.Row($"SELECT {sql}"));

    [Theory]
    [InlineData("'a' || NULL")]
    [InlineData("concat(NULL, 'a')")]
    [InlineData("NULL || NULL")]
    public void Concatenation_WithAnUntypedNull_IsAText(string sql) => Assert.Equal("_col0 varchar", Ask.Dataset.Columns($"SELECT {sql}"));

    [Property]
    public bool Cast_AnyDoubleToTextAndBack_IsTheSame(double value) =>
        Literals.TryDouble(ResultText.Double(value), out var back) && BitConverter.DoubleToInt64Bits(back) == BitConverter.DoubleToInt64Bits(value);

    [Property]
    public bool Cast_AnyTimestampToTextAndBack_IsTheSame(long ns) => Literals.TryTimestamp(ResultText.Timestamp(ns), out var back) && back == ns;

    private static SqlType Named(string name) => new[]
    {
        SqlType.Boolean, SqlType.Integer, SqlType.BigInt, SqlType.Double, SqlType.Varchar, SqlType.Timestamp, SqlType.Date, SqlType.Time,
        SqlType.IntervalDayToSecond,
    }.Single(type => type.DisplayName == name);
}
