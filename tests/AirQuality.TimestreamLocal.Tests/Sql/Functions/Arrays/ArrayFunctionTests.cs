using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Functions.Arrays;
using AirQuality.TimestreamLocal.Sql.Types;
using static AirQuality.TimestreamLocal.Tests.Sql.Functions.Evaluate;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions.Arrays;

public class ArrayFunctionTests
{
    public static TheoryData<string, object?[], string> Cases => new()
    {
        { "cardinality", [List(1, 2)], "bigint: 2" },
        { "cardinality", [List()], "bigint: 0" },
        { "contains", [List(1, null), 3], "boolean: NULL" },
        { "contains", [List(1, null), 1], "boolean: true" },
        { "contains", [List(1, 2), 3], "boolean: false" },
        { "contains", [List(1, 2.5), 1], "boolean: true" },
        { "element_at", [List(1, 2), 3], "integer: NULL" },
        { "element_at", [List(1, 2), -1], "integer: 2" },
        { "array_distinct", [List(1, null, 1, null)], "array(integer): [1, NULL]" },
        { "array_distinct", [List(double.NaN, double.NaN)], "array(double): [NaN]" },
        { "array_remove", [List(1, 2, 1, 3), 1], "array(integer): [2, 3]" },
        { "array_remove", [List(1, null), 1], "array(integer): [NULL]" },
        { "array_union", [List(1, 2), List(2, 3)], "array(integer): [1, 2, 3]" },
        { "array_intersect", [List(1, 2, 2), List(2)], "array(integer): [2]" },
        { "array_except", [List(1, 2, 1), List(2)], "array(integer): [1]" },
        { "array_sort", [List("b", null, "a")], "array(varchar): [a, b, NULL]" },
        { "array_join", [List(1, 2, 3), ","], "varchar: 1,2,3" },
        { "array_join", [List("a", null, "b"), "-"], "varchar: a-b" },
        { "array_join", [List("a", null, "b"), "-", "?"], "varchar: a-?-b" },
        { "array_join", [List(), ","], "varchar: " },
        { "array_join", [List(true, false), " "], "varchar: true false" },
        { "array_max", [List(1, 3, 2)], "integer: 3" },
        { "array_max", [List(1, null)], "integer: NULL" },
        { "array_max", [List(1.5, double.NaN)], "double: 1.5" },
        { "array_min", [List()], "unknown: NULL" },
        { "array_position", [List(5, 6, 5), 5], "bigint: 1" },
        { "array_position", [List(5, 6), 7], "bigint: 0" },
        { "array_position", [List(1, null), null], "bigint: NULL" },
        { "arrays_overlap", [List(1, 2), List(2)], "boolean: true" },
        { "arrays_overlap", [List(1, null), List(2)], "boolean: NULL" },
        { "arrays_overlap", [List(1), List(2)], "boolean: false" },
        { "reverse", [List("a", null)], "array(varchar): [NULL, a]" },
        { "reverse", [List()], "array(unknown): []" },
        { "slice", [List(1, 2, 3, 4), -2, 2], "array(integer): [3, 4]" },
        { "slice", [List(1, 2, 3, 4), 3, 10], "array(integer): [3, 4]" },
        { "slice", [List(1, 2, 3, 4), 5, 1], "array(integer): []" },
        { "zip", [List(1, 2, 3), List("a")], "array(row(integer, varchar)): [(1, a), (2, NULL), (3, NULL)]" },
        { "zip", [List(1), List(2), List(3)], "array(row(integer, integer, integer)): [(1, 2, 3)]" },
        { "concat", [List(1), List(2), List(3)], "array(integer): [1, 2, 3]" },
        { "concat", [List(List(1)), List(2)], "array(array(integer)): [[1], [2]]" },
        { "concat", [List(1, null), 2], "array(integer): [1, NULL, 2]" },
        { "concat", [List(1), Null(SqlType.Integer)], "array(integer): NULL" },
        { "concat", [Null(SqlType.Integer), List(1)], "array(integer): NULL" },
        { "contains", [List(List(1), null), List(2)], "boolean: NULL" },
        { "repeat", ["x", 3], "array(varchar): [x, x, x]" },
        { "sequence", [1, 5], "array(bigint): [1, 2, 3, 4, 5]" },
        { "sequence", [5, 1], "array(bigint): [5, 4, 3, 2, 1]" },
        { "sequence", [1, 10, 3], "array(bigint): [1, 4, 7, 10]" },
        { "sequence", [Date("2020-01-30"), Date("2020-02-01")], "array(date): [2020-01-30, 2020-01-31, 2020-02-01]" },
        { "sequence", [Date("2020-01-31"), Date("2020-04-01"), Interval("1", "month")], "array(date): [2020-01-31, 2020-02-29, 2020-03-31]" },
        { "sequence", [Timestamp("2019-04-26"), Timestamp("2019-04-26 00:30"), Interval("15", "m")],
            "array(timestamp): [2019-04-26 00:00:00.000000000, 2019-04-26 00:15:00.000000000, 2019-04-26 00:30:00.000000000]" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Function_OfLiterals_GivesTheFamilysAnswer(string name, object?[] arguments, string expected) =>
        Assert.Equal(expected, Function(name, arguments));

    public static TheoryData<string, object?[], string> Failures => new()
    {
        { "element_at", [List(1), 0], "SQL array indices start at 1" },
        { "slice", [List(1, 2), 0, 1], "SQL array indices start at 1" },
        { "slice", [List(1, 2), 1, -1], "length must be greater than or equal to 0" },
        { "sequence", [1, 5, 0], "step must not be zero" },
        { "sequence", [1, 5, -1], "sequence stop value should be greater than or equal to start value if step is greater than zero otherwise "
            + "stop should be less than or equal to start" },
        { "sequence", [1, 10001], "result of sequence function must not have more than 10000 entries" },
        { "sequence", [long.MinValue, long.MaxValue], "result of sequence function must not have more than 10000 entries" },
        { "repeat", [1, 10001], "result of repeat function must not have more than 10000 entries" },
        { "repeat", [1, -1], "count argument of repeat function must be greater than or equal to 0" },
        { "sequence", [Date("2020-01-30"), Date("2020-02-01"), Interval("1", "h")], "sequence step must be a day interval if start and end values are dates" },
        { "contains", [List(List(1, null)), List(1, 2)], "contains does not support arrays with elements that contain null" },
        { "array_position", [List(List(1, null)), List(1, 2)], "array_position does not support arrays with elements that contain null" },
        { "array_remove", [List(List(1, null)), List(1, 2)], "array_remove does not support arrays with elements that contain null" },
        { "cardinality", ["abc"], "line 1:8: Unexpected parameters (varchar) for function cardinality. Expected: cardinality(array(T)), cardinality(timeseries(T))" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Function_OutsideItsDomain_Fails(string name, object?[] arguments, string message) =>
        Assert.Equal(message, Failure(() => Function(name, arguments)));

    [Fact]
    public void Sequence_OfTheMostEntries_Works() => Assert.Equal("bigint: 10000", Cardinality(Function("sequence", 1, 10000)));

    [Fact]
    public void Repeat_OfNull_IsAnArrayOfNulls() =>
        Assert.Equal("array(integer): [NULL, NULL]", Function("repeat", Null(SqlType.Integer), 2));

    [Theory]
    [InlineData(3L, "Array subscript must be less than or equal to array length: 3 > 2")]
    [InlineData(-1L, "Array subscript is negative: -1")]
    [InlineData(0L, "SQL array indices start at 1")]
    public void Subscript_OutsideTheArray_Fails(long position, string message)
    {
        var subscript = ArrayFunctions.Subscript(new ArrayType(SqlType.Integer), SqlType.BigInt, new(1, 8));
        Vector[] arguments = [Columns.FromObjects(new ArrayType(SqlType.Integer), [new object?[] { 1L, 2L }], 1), Columns.FromObjects(SqlType.BigInt, [position], 1)];
        Assert.Equal(message, Failure(() => subscript.Evaluate(arguments, 1, new(0, default))));
    }

    [Fact]
    public void Subscript_OfAScalar_FailsAtItsPlace() => Assert.Equal("line 1:8: Cannot use integer for subscript of integer",
        Failure(() => ArrayFunctions.Subscript(SqlType.Integer, SqlType.Integer, new(1, 8))));

    private static string Cardinality(string array) => FormattableString.Invariant($"bigint: {array.Split(", ").Length}");
}
