using System.Numerics;

namespace AirQuality.Core.Index;

/// <summary>An exact fraction in lowest terms. Means of means are such: thirds do not end in decimals, and doubles fall on the wrong side of a half.</summary>
internal readonly struct Fraction
{
    // Enough bits of a quotient for every bit of a double.
    private const int QuotientBits = 64;

    private static readonly BigInteger MaxExactDouble = BigInteger.One << 53;

    private readonly BigInteger _denominator;

    /// <param name="numerator">The upper part, of either sign.</param>
    /// <param name="denominator">The lower part, one or more.</param>
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / common;
        _denominator = denominator / common;
    }

    public BigInteger Numerator { get; }

    /// <summary>One or more; one in a fraction that nobody made, which is 0.</summary>
    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    public static Fraction operator +(Fraction left, Fraction right) =>
        new(left.Numerator * right.Denominator + right.Numerator * left.Denominator, left.Denominator * right.Denominator);

    public static Fraction operator -(Fraction left, Fraction right) =>
        new(left.Numerator * right.Denominator - right.Numerator * left.Denominator, left.Denominator * right.Denominator);

    public static Fraction operator /(Fraction left, int right) => new(left.Numerator, left.Denominator * right);

    /// <summary>The nearest double, or one beside it where the parts are longer than a double's 53 bits.</summary>
    public double ToDouble()
    {
        if (BigInteger.Abs(Numerator) <= MaxExactDouble && Denominator <= MaxExactDouble)
            return (double)Numerator / (double)Denominator;

        var shift = Math.Max(0, QuotientBits + (int)(Denominator.GetBitLength() - Numerator.GetBitLength()));
        return Math.ScaleB((double)((Numerator << shift) / Denominator), -shift);
    }
}
