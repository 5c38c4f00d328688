namespace AirQuality.TimestreamLocal.Sql.Functions.Maths;

/// <summary>Functions of numbers. Those that keep integers whole have a row for each type (Timestream developer guide, Mathematical
/// functions: "[same as input]").</summary>
internal static class MathFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        Row("abs(integer) -> integer", Lift.Of<long, long>(Rounding.AbsoluteInteger)),
        Row("abs(bigint) -> bigint", Lift.Of<long, long>(Rounding.AbsoluteBigInt)),
        Row("abs(double) -> double", Lift.Of<double, double>(Math.Abs)),
        .. Whole("ceil", Math.Ceiling),
        .. Whole("ceiling", Math.Ceiling),
        .. Whole("floor", Math.Floor),
        .. Whole("round", Rounding.Round),
        Row("round(integer, integer) -> integer", Lift.Of<long, long, long>(Rounding.RoundInteger)),
        Row("round(bigint, integer) -> bigint", Lift.Of<long, long, long>(Rounding.RoundBigInt)),
        Row("round(double, integer) -> double", Lift.Of<double, long, double>(Rounding.Round)),
        Row("truncate(double) -> double", Lift.Of<double, double>(Math.Truncate)),
        Row("sign(integer) -> integer", Lift.Of<long, long>(x => Math.Sign(x))),
        Row("sign(bigint) -> bigint", Lift.Of<long, long>(x => Math.Sign(x))),
        Row("sign(double) -> double", Lift.Of<double, double>(x => double.IsNaN(x) || x == 0 ? x : Math.Sign(x))),
        Row("mod(integer, integer) -> integer", Lift.Of<long, long, long>(Arithmetic.Remainder)),
        Row("mod(bigint, bigint) -> bigint", Lift.Of<long, long, long>(Arithmetic.Remainder)),
        Row("mod(double, double) -> double", Lift.Of<double, double, double>((a, b) => a % b)),
        Row("random() -> double", Lift.Of(Random.Shared.NextDouble)),
        Row("rand() -> double", Lift.Of(Random.Shared.NextDouble)),
        Row("random(integer) -> integer", Lift.Of<long, long>(RandomBelow)),
        Row("random(bigint) -> bigint", Lift.Of<long, long>(RandomBelow)),
        .. RealFunctions.Definitions,
        Row("is_finite(double) -> boolean", Lift.Of<double, bool>(double.IsFinite)),
        Row("is_infinite(double) -> boolean", Lift.Of<double, bool>(double.IsInfinity)),
        Row("is_nan(double) -> boolean", Lift.Of<double, bool>(double.IsNaN)),
        Row("from_base(varchar, bigint) -> bigint", Lift.Of<string, long, long>(Radix.Parse)),
        Row("to_base(bigint, bigint) -> varchar", Lift.Of<long, long, string>(Radix.Format)),
    ];

    private static IEnumerable<FunctionDefinition> Whole(string name, Func<double, double> round) =>
    [
        Row($"{name}(integer) -> integer", Lift.Of<long, long>(x => x)),
        Row($"{name}(bigint) -> bigint", Lift.Of<long, long>(x => x)),
        Row($"{name}(double) -> double", Lift.Of(round)),
    ];

    private static long RandomBelow(long bound) =>
        bound > 0 ? Random.Shared.NextInt64(bound) : throw new SqlException("bound must be positive");

    private static FunctionDefinition Row(string signature, FunctionBinding bind) => new(FunctionGroup.Math, signature, bind);
}
