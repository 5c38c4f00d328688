using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Arithmetic of numbers: integers overflow and divide by zero with an error, doubles follow IEEE 754.</summary>
internal static class Arithmetic
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        Row("+(integer, integer) -> integer", Lift.Of<long, long, long>((a, b) => Integer(a + b, "addition", a, '+', b))),
        Row("+(bigint, bigint) -> bigint", Lift.Of<long, long, long>(Add)),
        Row("+(double, double) -> double", Lift.Of<double, double, double>((a, b) => a + b)),
        Row("-(integer, integer) -> integer", Lift.Of<long, long, long>((a, b) => Integer(a - b, "subtraction", a, '-', b))),
        Row("-(bigint, bigint) -> bigint", Lift.Of<long, long, long>(Subtract)),
        Row("-(double, double) -> double", Lift.Of<double, double, double>((a, b) => a - b)),
        Row("*(integer, integer) -> integer", Lift.Of<long, long, long>((a, b) => Integer(a * b, "multiplication", a, '*', b))),
        Row("*(bigint, bigint) -> bigint", Lift.Of<long, long, long>(Multiply)),
        Row("*(double, double) -> double", Lift.Of<double, double, double>((a, b) => a * b)),
        Row("/(integer, integer) -> integer", Lift.Of<long, long, long>((a, b) => Integer(Divide(a, b), "division", a, '/', b))),
        Row("/(bigint, bigint) -> bigint", Lift.Of<long, long, long>(Divide)),
        Row("/(double, double) -> double", Lift.Of<double, double, double>((a, b) => a / b)),
        Row("%(integer, integer) -> integer", Lift.Of<long, long, long>(Remainder)),
        Row("%(bigint, bigint) -> bigint", Lift.Of<long, long, long>(Remainder)),
        Row("%(double, double) -> double", Lift.Of<double, double, double>((a, b) => a % b)),
        Row("-(integer) -> integer", Lift.Of<long, long>(a => a == int.MinValue ? throw NegationOverflow("integer", a) : -a)),
        Row("-(bigint) -> bigint", Lift.Of<long, long>(a => a == long.MinValue ? throw NegationOverflow("bigint", a) : -a)),
        Row("-(double) -> double", Lift.Of<double, double>(a => -a)),
        Row("+(integer) -> integer", Lift.Of<long, long>(a => a)),
        Row("+(bigint) -> bigint", Lift.Of<long, long>(a => a)),
        Row("+(double) -> double", Lift.Of<double, double>(a => a)),
    ];

    /// <summary>The remainder, with the sign of the dividend.</summary>
    public static long Remainder(long a, long b) => b switch
    {
        0 => throw new SqlException("Division by zero"),
        -1 => 0,
        _ => a % b,
    };

    /// <summary>The sum.</summary>
    public static long Add(long a, long b)
    {
        var sum = unchecked(a + b);
        return ((a ^ sum) & (b ^ sum)) < 0 ? throw Overflow("bigint", "addition", a, '+', b) : sum;
    }

    private static long Subtract(long a, long b)
    {
        var difference = unchecked(a - b);
        return ((a ^ b) & (a ^ difference)) < 0 ? throw Overflow("bigint", "subtraction", a, '-', b) : difference;
    }

    private static long Multiply(long a, long b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high == low >> 63 ? low : throw Overflow("bigint", "multiplication", a, '*', b);
    }

    private static long Divide(long a, long b) => b switch
    {
        0 => throw new SqlException("Division by zero"),
        -1 => a == long.MinValue ? throw Overflow("bigint", "division", a, '/', b) : -a,
        _ => a / b,
    };

    // Operands of INTEGER have 32 bits, so that no 64-bit result of theirs overflows before this check.
    private static long Integer(long result, string operation, long a, char symbol, long b) =>
        result is >= int.MinValue and <= int.MaxValue ? result : throw Overflow("integer", operation, a, symbol, b);

    private static SqlException Overflow(string type, string operation, long a, char symbol, long b) =>
        new(Invariant($"{type} {operation} overflow: {a} {symbol} {b}"));

    private static SqlException NegationOverflow(string type, long a) => new(Invariant($"{type} negation overflow: {a}"));

    private static FunctionDefinition Row(string signature, FunctionBinding bind) => new(FunctionGroup.Operator, signature, bind);
}
