using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;
using static AirQuality.TimestreamLocal.Tests.Sql.Functions.Evaluate;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions;

public class OperatorTests
{
    [Theory]
    [InlineData(3, "/", 2, "integer: 1")]
    [InlineData(-5, "/", 3, "integer: -1")]
    [InlineData(-5, "%", 3, "integer: -2")]
    [InlineData(5, "%", -3, "integer: 2")]
    [InlineData(1, "+", 1.5, "double: 2.5")]
    [InlineData(1000000, "*", 1000000L, "bigint: 1000000000000")]
    [InlineData(0, "*", -1.0, "double: -0.0")]
    [InlineData(1.0, "/", 0, "double: Infinity")]
    [InlineData(0.0, "/", 0, "double: NaN")]
    [InlineData(1.0, "%", 0, "double: NaN")]
    [InlineData(5.5, "%", -2, "double: 1.5")]
    [InlineData(0.1, "+", 0.2, "double: 0.30000000000000004")]
    [InlineData(1, "+", null, "integer: NULL")]
    [InlineData("a", "||", "b", "varchar: ab")]
    public void Arithmetic_OfLiterals_FollowsTheFamily(object left, string symbol, object? right, string expected) =>
        Assert.Equal(expected, Operator(left, symbol, right));

    [Theory]
    [InlineData(int.MaxValue, "+", 1, "integer addition overflow: 2147483647 + 1")]
    [InlineData(-2147483647, "-", 2, "integer subtraction overflow: -2147483647 - 2")]
    [InlineData(int.MaxValue, "*", 2, "integer multiplication overflow: 2147483647 * 2")]
    [InlineData(int.MinValue, "/", -1, "integer division overflow: -2147483648 / -1")]
    [InlineData(long.MaxValue, "+", 1, "bigint addition overflow: 9223372036854775807 + 1")]
    [InlineData(long.MinValue, "-", 1, "bigint subtraction overflow: -9223372036854775808 - 1")]
    [InlineData(long.MaxValue, "*", 2, "bigint multiplication overflow: 9223372036854775807 * 2")]
    [InlineData(long.MinValue, "*", -1, "bigint multiplication overflow: -9223372036854775808 * -1")]
    [InlineData(long.MinValue, "/", -1, "bigint division overflow: -9223372036854775808 / -1")]
    [InlineData(1, "/", 0, "Division by zero")]
    [InlineData(5, "%", 0, "Division by zero")]
    public void IntegerArithmetic_OutOfRange_FailsWithoutAPlace(object left, string symbol, object right, string message)
    {
        var error = Assert.Throws<SqlException>(() => Operator(left, symbol, right));
        Assert.Equal(message, error.Message);
        Assert.Null(error.Position);
    }

    [Fact]
    public void Remainder_OfTheLeastBigIntByMinusOne_IsZero() => Assert.Equal("bigint: 0", Operator(long.MinValue, "%", -1));

    [Theory]
    [InlineData(1, "+", "a", "line 1:8: Cannot apply operator: integer + varchar")]
    [InlineData(1, "=", "a", "line 1:8: Cannot apply operator: integer = varchar")]
    [InlineData("a", ">", 1, "line 1:8: Cannot apply operator: varchar < integer")]
    [InlineData(true, "+", 1, "line 1:8: Cannot apply operator: boolean + integer")]
    [InlineData(1, "||", 2, "line 1:8: Unexpected parameters (integer, integer) for function concat. Expected: concat(varchar, varchar...), "
        + "concat(array(T), array(T)...), concat(array(T), T), concat(T, array(T))")]
    public void Operator_WrongTypes_FailsAtItsPlace(object left, string symbol, object right, string message)
    {
        var error = Assert.Throws<SqlException>(() => Operator(left, symbol, right));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Minus_OfTwoTimes_IsTheIntervalBetweenThem()
    {
        var (early, late) = (Timestamp("2020-01-01 23:59:59.999999999"), Timestamp("2020-01-03"));
        Assert.Equal("interval day to second: 1 00:00:00.000000001", Operator(late, "-", early));
        Assert.Equal("interval day to second: -1 00:00:00.000000001", Operator(early, "-", late));
        Assert.Equal("interval day to second: 366 00:00:00.000000000", Operator(Date("2021-01-01"), "-", Date("2020-01-01")));
        Assert.Equal("interval day to second: -0 00:30:00.000000000", Operator(Time("01:00"), "-", Time("01:30")));
        Assert.Equal("line 1:8: Cannot apply operator: time - timestamp", Failure(() => Operator(Time("01:00"), "-", late)));
    }

    [Fact]
    public void Plus_OfOneOperand_TakesNumbersAlone()
    {
        Assert.Equal("bigint: -5", Sign("+", -5L));
        Assert.Equal("line 1:8: Unary '+' operator cannot be applied to interval day to second type", Failure(() => Sign("+", Interval("1", "d"))));
    }

    [Fact]
    public void Order_OfArraysAndRowsWithNulls_FailsWhereTheNullDecides()
    {
        Assert.Equal("boolean: true", Operator(List(1, null), "<", List(2, null)));
        Assert.Equal("Arrays and rows with NULL elements have no order", Failure(() => Operator(List(1, null), "<", List(1, 2))));
        Assert.Equal("Arrays and rows with NULL elements have no order", Failure(() => Operator(Record(1, 2), ">=", Record(1, null))));
    }

    [Theory]
    [InlineData(1, "=", 1.0, "true")]
    [InlineData(9007199254740993L, "=", 9007199254740992.0, "true")]
    [InlineData(0.0, "=", -0.0, "true")]
    [InlineData(double.NaN, "=", double.NaN, "false")]
    [InlineData(double.NaN, "<>", double.NaN, "true")]
    [InlineData(double.NaN, ">", double.PositiveInfinity, "false")]
    [InlineData(double.NaN, "IS DISTINCT FROM", double.NaN, "false")]
    [InlineData("é", ">", "z", "true")]
    [InlineData("10", "<", "9", "true")]
    [InlineData("a", "=", "a ", "false")]
    [InlineData("\uFFFD", "<", "😀", "true")]
    [InlineData(false, "<", true, "true")]
    [InlineData(1, "=", null, "NULL")]
    [InlineData(1, "IS DISTINCT FROM", null, "true")]
    [InlineData(null, "IS DISTINCT FROM", null, "false")]
    [InlineData(null, "=", null, "NULL")]
    public void Comparison_OfLiterals_FollowsTheFamily(object? left, string symbol, object? right, string expected) =>
        Assert.Equal($"boolean: {expected}", Operator(left, symbol, right));

    [Fact]
    public void Comparison_OfATimestampAndAText_ReadsTheText() =>
        Assert.Equal("boolean: true", Operator(Timestamp("2018-04-02 12:00"), ">", "2018-04-02 11:59:59.999999999"));

    [Fact]
    public void Comparison_OfArraysAndRows_IsByElementAndThreeValued()
    {
        Assert.Equal("boolean: true", Operator(List(1, 2), "<", List(1, 3)));
        Assert.Equal("boolean: false", Operator(List(1, 2), "=", List(2, 1)));
        Assert.Equal("boolean: true", Operator(List(), "=", List()));
        Assert.Equal("boolean: NULL", Operator(Record(1, null), "=", Record(1, 2)));
        Assert.Equal("boolean: false", Operator(Record(1, null), "=", Record(2, null)));
        Assert.Equal("boolean: NULL", Operator(Record(1, null), "<>", Record(1, 2)));
    }

    [Theory]
    [InlineData(int.MinValue, "integer negation overflow: -2147483648")]
    [InlineData(long.MinValue, "bigint negation overflow: -9223372036854775808")]
    public void Negation_OfTheLeastInteger_Fails(object value, string message) =>
        Assert.Equal(message, Failure(() => Sign("-", value)));

    [Fact]
    public void Concatenation_OfAnArrayAndANullElement_IsNull()
    {
        Assert.Equal("array(integer): [1, 2, 3]", Operator(List(1), "||", List(2, 3)));
        Assert.Equal("array(integer): [1, 2]", Operator(List(1), "||", 2));
        Assert.Equal("array(integer): [0, 1]", Operator(0, "||", List(1)));
        Assert.Equal("array(integer): [1, NULL]", Operator(List(1), "||", List(Null(SqlType.Integer))));
        Assert.Equal("array(integer): NULL", Operator(List(1), "||", Null(SqlType.Integer)));
    }

    [Fact]
    public void TimeArithmetic_OverDaysAndMonths_FollowsTheCalendar()
    {
        Assert.Equal("timestamp: 2021-02-28 00:00:00.000000000", Operator(Timestamp("2020-02-29"), "+", Interval("1", "y")));
        Assert.Equal("timestamp: 2021-04-30 00:00:00.000000000", Operator(Timestamp("2021-03-31"), "+", Interval("1", "month")));
        Assert.Equal("timestamp: 2020-08-08 01:00:00.223456789", Operator(Timestamp("2020-08-08 01:00:00.123456789"), "+", Interval("100", "ms")));
        Assert.Equal("date: 2020-03-01", Operator(Date("2020-02-29"), "+", Interval("1", "d")));
        Assert.Equal("time: 00:30:00.000000000", Operator(Time("23:30"), "+", Interval("25", "h")));
        Assert.Equal("interval day to second: 0 00:07:30.000000000", Operator(Interval("5", "m"), "*", 1.5));
        Assert.Equal("interval year to month: 0-6", Operator(Interval("1", "y"), "/", 2));
        Assert.Equal("interval day to second: -0 22:00:00.000000000", Operator(Interval("2", "h"), "-", Interval("1", "d")));
        Assert.Equal("interval day to second: -0 00:01:30.000000000", Sign("-", Interval("90", "s")));
        Assert.Equal("Cannot add hour, minutes or seconds to a date",
            Failure(() => Operator(Date("2020-02-29"), "+", Interval("1", "h"))));
    }

    [Theory]
    [InlineData("2262-04-11 23:47:16.854775807", "+", "1", "ns")]
    [InlineData("1677-09-22", "-", "2", "d")]
    [InlineData("2262-01-01", "+", "1", "y")]
    public void TimeArithmetic_OutOfRange_Fails(string timestamp, string symbol, string number, string unit)
    {
        var error = Assert.Throws<SqlException>(() => Operator(Timestamp(timestamp), symbol, Interval(number, unit)));
        Assert.StartsWith("Timestamp is out of range", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CommonType_OfTypes_IsTheNarrowestThatHoldsBoth()
    {
        Assert.Equal(SqlType.Double, Coercion.CommonType(SqlType.Integer, SqlType.Double));
        Assert.Equal(SqlType.Timestamp, Coercion.CommonType(SqlType.Date, SqlType.Timestamp));
        Assert.Equal(new ArrayType(SqlType.BigInt), Coercion.CommonType(new ArrayType(SqlType.Unknown), new ArrayType(SqlType.BigInt)));
        Assert.Null(Coercion.CommonType(SqlType.Varchar, SqlType.Timestamp));
        Assert.Null(Coercion.CommonType(SqlType.Boolean, SqlType.Integer));
        Assert.True(Coercion.CanCoerce(SqlType.Varchar, SqlType.Timestamp));
        Assert.False(Coercion.CanCoerce(SqlType.Double, SqlType.Integer));
    }
}
