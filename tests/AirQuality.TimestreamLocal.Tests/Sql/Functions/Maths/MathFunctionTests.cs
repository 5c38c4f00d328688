using AirQuality.TimestreamLocal.Sql.Types;
using FsCheck.Xunit;
using static AirQuality.TimestreamLocal.Tests.Sql.Functions.Evaluate;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions.Maths;

public class MathFunctionTests
{
    [Theory]
    [InlineData("abs", "integer: 5", -5)]
    [InlineData("abs", "bigint: 9", -9L)]
    [InlineData("abs", "double: 0.0", -0.0)]
    [InlineData("ceil", "integer: 3", 3)]
    [InlineData("ceiling", "double: -1.0", -1.5)]
    [InlineData("floor", "double: -2.0", -1.5)]
    [InlineData("floor", "double: Infinity", double.PositiveInfinity)]
    [InlineData("cbrt", "double: -3.0", -27)]
    [InlineData("cbrt", "double: 1.2599210498948732", 2)]
    [InlineData("cbrt", "double: -Infinity", double.NegativeInfinity)]
    [InlineData("round", "double: 3.0", 2.5)]
    [InlineData("round", "double: -3.0", -2.5)]
    [InlineData("round", "double: -0.0", -0.4)]
    [InlineData("round", "double: 0.0", 0.49999999999999994)]
    [InlineData("round", "double: 1.0E20", 1e20)]
    [InlineData("round", "integer: 3", 3)]
    [InlineData("round", "double: 1.0", 1.005, 2)]
    [InlineData("round", "double: 2.35", 2.345, 2)]
    [InlineData("round", "double: -2.35", -2.345, 2)]
    [InlineData("round", "double: 1200.0", 1234.5678, -2)]
    [InlineData("round", "double: 1.4", 1.35, 1)]
    [InlineData("round", "double: 1.0E300", 1e300, 2)]
    [InlineData("round", "double: 1.0E300", 1e300, 300)]
    [InlineData("round", "double: NaN", double.NaN, 2)]
    [InlineData("round", "double: 1.2345678912346E8", 123456789.123456789, 5)]
    [InlineData("round", "integer: 200", 150, -2)]
    [InlineData("round", "integer: 100", 149, -2)]
    [InlineData("round", "integer: -200", -150, -2)]
    [InlineData("round", "integer: 5", 5, 3)]
    [InlineData("round", "bigint: 0", 5L, -18)]
    [InlineData("truncate", "double: -1.0", -1.9)]
    [InlineData("truncate", "double: -0.0", -0.5)]
    [InlineData("sign", "integer: -1", -5)]
    [InlineData("sign", "double: -0.0", -0.0)]
    [InlineData("sign", "double: NaN", double.NaN)]
    [InlineData("mod", "integer: -1", -7, 3)]
    [InlineData("mod", "bigint: 3", 7L, 4)]
    [InlineData("mod", "double: 1.5", 7.5, 2)]
    [InlineData("mod", "integer: NULL", 7, null)]
    [InlineData("sqrt", "double: 4.0", 16)]
    [InlineData("sqrt", "double: NaN", -1)]
    [InlineData("cbrt", "double: -2.0", -8)]
    [InlineData("ln", "double: -Infinity", 0)]
    [InlineData("log2", "double: 3.0", 8)]
    [InlineData("log10", "double: 3.0", 1000)]
    [InlineData("exp", "double: 2.718281828459045", 1)]
    [InlineData("atan2", "double: 3.141592653589793", 0, -1)]
    [InlineData("power", "double: 8.0", 2, 3)]
    [InlineData("degrees", "double: 180.0", Math.PI)]
    [InlineData("pi", "double: 3.141592653589793")]
    [InlineData("infinity", "double: Infinity")]
    [InlineData("is_nan", "boolean: true", double.NaN)]
    [InlineData("is_finite", "boolean: false", double.NegativeInfinity)]
    [InlineData("from_base", "bigint: 255", "fF", 16)]
    [InlineData("from_base", "bigint: -9223372036854775808", "-8000000000000000", 16)]
    [InlineData("to_base", "varchar: -ff", -255, 16)]
    [InlineData("to_base", "varchar: -1000000000000000000000000000000000000000000000000000000000000000", long.MinValue, 2)]
    [InlineData("bitwise_and", "bigint: 8", 12, 10)]
    [InlineData("bitwise_xor", "bigint: 6", 12, 10)]
    [InlineData("bitwise_not", "bigint: -13", 12)]
    [InlineData("bit_count", "bigint: 64", -1, 64)]
    [InlineData("bit_count", "bigint: 8", -1, 8)]
    [InlineData("greatest", "integer: 3", 1, 3, 2)]
    [InlineData("greatest", "double: 2.5", 1, 2.5)]
    [InlineData("greatest", "integer: NULL", 1, null)]
    [InlineData("greatest", "varchar: é", "é", "z")]
    [InlineData("least", "varchar: C", "b", "a", "C")]
    [InlineData("greatest", "double: 1.0", double.NaN, 1.0)]
    [InlineData("typeof", "varchar: integer", 1)]
    [InlineData("typeof", "varchar: unknown", null)]
    [InlineData("ABS", "integer: 5", -5)]
    public void Function_OfLiterals_GivesTheFamilysAnswer(string name, string expected, params object?[]? arguments) =>
        Assert.Equal(expected, Function(name, arguments ?? [null]));

    [Theory]
    [InlineData("abs", "Value -9223372036854775808 is out of range for abs(bigint)", long.MinValue)]
    [InlineData("abs", "Value -2147483648 is out of range for abs(integer)", int.MinValue)]
    [InlineData("round", "numerical overflow: 9223372036854775807", long.MaxValue, -1)]
    [InlineData("round", "numerical overflow: 5", 5L, -19)]
    [InlineData("mod", "Division by zero", 5, 0)]
    [InlineData("random", "bound must be positive", 0)]
    [InlineData("from_base", "Not a valid base-16 number: z", "z", 16)]
    [InlineData("from_base", "Not a valid base-10 number: ", "", 10)]
    [InlineData("from_base", "Not a valid base-16 number: 8000000000000000", "8000000000000000", 16)]
    [InlineData("from_base", "Radix must be between 2 and 36", "1", 1)]
    [InlineData("bit_count", "Bits specified in bit_count must be between 2 and 64, got 1", 1, 1)]
    [InlineData("bit_count", "Number must be representable with the bits specified. 8 can not be represented with 4 bits", 8, 4)]
    public void Function_OutsideItsDomain_Fails(string name, string message, params object[] arguments) =>
        Assert.Equal(message, Failure(() => Function(name, arguments)));

    [Theory]
    [InlineData("nosuchfn", "line 1:8: Function 'nosuchfn' not registered", 1)]
    [InlineData("abs", "line 1:8: Unexpected parameters (varchar) for function abs. Expected: abs(integer), abs(bigint), abs(double)", "x")]
    [InlineData("sqrt", "line 1:8: Unexpected parameters () for function sqrt. Expected: sqrt(double)")]
    [InlineData("greatest", "line 1:8: Unexpected parameters (integer, varchar) for function greatest. Expected: greatest(T...)", 1, "a")]
    public void Resolve_WithoutAnOverload_FailsAtItsPlace(string name, string message, params object[] arguments) =>
        Assert.Equal(message, Failure(() => Function(name, arguments)));

    [Fact]
    public void Random_BelowABound_StaysBelowIt()
    {
        for (var i = 0; i < 100; i++) Assert.Matches("^integer: [012]$", Function("random", 3));
        Assert.Matches("^double: (0[.]|.*E-)", Function("random"));
    }

    [Fact]
    public void Typeof_Intervals_NamesThemAsTheServiceDoes()
    {
        Assert.Equal("varchar: interval day to second", Function("typeof", Interval("2", "d")));
        Assert.Equal("varchar: array(double)", Function("typeof", List(1.5)));
        Assert.Equal("varchar: varchar", Function("typeof", Null(SqlType.Varchar)));
    }

    [Property]
    public bool ToBase_AndBack_IsTheSameNumber(long value, byte seed)
    {
        var radix = 2 + (seed % 35);
        return Function("from_base", Function("to_base", value, radix)["varchar: ".Length..], radix) == FormattableString.Invariant($"bigint: {value}");
    }

    [Property]
    public bool Round_OfAnyBigIntToHundreds_IsTheNearestHundred(int value)
    {
        var nearest = (long)(Math.Round(value / 100m, MidpointRounding.AwayFromZero) * 100);
        return Function("round", (long)value, -2) == FormattableString.Invariant($"bigint: {nearest}");
    }
}
