using System.Numerics;

namespace AirQuality.Core.Index;

/// <summary>A decimal number with every digit of its text: mantissa × 10^(−decimals). The default is 0.</summary>
/// <param name="Mantissa">All digits as a whole number, of either sign.</param>
/// <param name="Decimals">How many of them stand behind the point; zero or more.</param>
internal readonly record struct ExactDecimal(BigInteger Mantissa, int Decimals) : IComparable<ExactDecimal>
{
    public static ExactDecimal Of(in DecimalText number)
    {
        var mantissa = number.IsNegative ? -number.ToMantissa() : number.ToMantissa();
        return number.Decimals >= 0
            ? new ExactDecimal(mantissa, number.Decimals)
            : new ExactDecimal(mantissa * Concentration.PowerOfTen(-number.Decimals), 0);
    }

    public static ExactDecimal operator +(ExactDecimal left, ExactDecimal right)
    {
        var decimals = Math.Max(left.Decimals, right.Decimals);
        return new(left.At(decimals) + right.At(decimals), decimals);
    }

    public int CompareTo(ExactDecimal other)
    {
        var decimals = Math.Max(Decimals, other.Decimals);
        return At(decimals).CompareTo(other.At(decimals));
    }

    /// <summary>The number divided by a count.</summary>
    public Fraction Over(int count) => new(Mantissa, Concentration.PowerOfTen(Decimals) * count);

    // The archive's values of one kind have the same number of decimals, so this hardly ever multiplies.
    private BigInteger At(int decimals) => decimals == Decimals ? Mantissa : Mantissa * Concentration.PowerOfTen(decimals - Decimals);
}
