using System.Numerics;
using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Functions.Maths;

/// <summary>Functions of the bits of integers in two's complement.</summary>
internal static class BitwiseFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        Row("bit_count(bigint, bigint) -> bigint", Lift.Of<long, long, long>(BitCount)),
        Row("bitwise_and(bigint, bigint) -> bigint", Lift.Of<long, long, long>((a, b) => a & b)),
        Row("bitwise_not(bigint) -> bigint", Lift.Of<long, long>(a => ~a)),
        Row("bitwise_or(bigint, bigint) -> bigint", Lift.Of<long, long, long>((a, b) => a | b)),
        Row("bitwise_xor(bigint, bigint) -> bigint", Lift.Of<long, long, long>((a, b) => a ^ b)),
    ];

    private static long BitCount(long value, long bits)
    {
        if (bits == 64) return BitOperations.PopCount((ulong)value);
        if (bits is < 2 or > 64) throw new SqlException(Invariant($"Bits specified in bit_count must be between 2 and 64, got {bits}"));
        var limit = 1L << (int)(bits - 1);
        if (value >= limit || value < -limit)
            throw new SqlException(Invariant(
                $"Number must be representable with the bits specified. {value} can not be represented with {bits} bits"));
        return BitOperations.PopCount((ulong)value & ((1UL << (int)bits) - 1));
    }

    private static FunctionDefinition Row(string signature, FunctionBinding bind) => new(FunctionGroup.Bitwise, signature, bind);
}
