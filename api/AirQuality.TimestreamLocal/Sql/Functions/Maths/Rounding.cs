using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Functions.Maths;

/// <summary>Absolute values and rounding; halves go away from zero.</summary>
internal static class Rounding
{
    /// <summary>The absolute value of an INTEGER.</summary>
    public static long AbsoluteInteger(long value) => value == int.MinValue ? throw OutOfRange(value, "integer") : Math.Abs(value);

    /// <summary>The absolute value of a BIGINT.</summary>
    public static long AbsoluteBigInt(long value) => value == long.MinValue ? throw OutOfRange(value, "bigint") : Math.Abs(value);

    /// <summary>The nearest whole number.</summary>
    public static double Round(double value) => Math.Round(value, MidpointRounding.AwayFromZero);

    /// <summary>The nearest number of so many decimals: the double times the power of ten is rounded, so that 1.005 gives 1.0 and
    /// 2.345 gives 2.35 (engines of the family).</summary>
    public static double Round(double value, long decimals)
    {
        var factor = Math.Pow(10, decimals);
        var scaled = value * factor;
        if (!double.IsFinite(scaled) || factor == 0) return factor == 0 ? value * 0 : value;
        return Round(scaled) / factor;
    }

    /// <summary>An INTEGER rounded to tens, hundreds, … (decimals below zero).</summary>
    public static long RoundInteger(long value, long decimals)
    {
        var rounded = RoundBigInt(value, decimals);
        return rounded is >= int.MinValue and <= int.MaxValue
            ? rounded
            : throw new SqlException(Invariant($"Out of range for integer: round({value}, {decimals})"));
    }

    /// <summary>A BIGINT rounded to tens, hundreds, … (decimals below zero), as long as that unit is a BIGINT.</summary>
    public static long RoundBigInt(long value, long decimals)
    {
        if (decimals >= 0) return value;
        if (decimals < -18) throw new SqlException(Invariant($"numerical overflow: {value}"));
        Int128 unit = 1;
        for (var i = decimals; i < 0; i++) unit *= 10;
        var half = value < 0 ? -unit / 2 : unit / 2;
        var rounded = (value + half) / unit * unit;
        return rounded >= long.MinValue && rounded <= long.MaxValue
            ? (long)rounded
            : throw new SqlException(Invariant($"numerical overflow: {value}"));
    }

    private static SqlException OutOfRange(long value, string type) => new(Invariant($"Value {value} is out of range for abs({type})"));
}
