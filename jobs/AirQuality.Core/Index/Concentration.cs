using System.Numerics;

namespace AirQuality.Core.Index;

/// <summary>
/// A concentration in µg/m³ as an exact, non-negative fraction of whole numbers. Never a double: in doubles about one exact half
/// in four comes out below the half after averaging, and so in the wrong band.
/// </summary>
public readonly struct Concentration
{
    private static readonly BigInteger[] PowersOfTen = [.. Enumerable.Range(0, 19).Select(n => BigInteger.Pow(10, n))];

    private readonly BigInteger _denominator;

    internal Concentration(BigInteger numerator, BigInteger denominator)
    {
        Numerator = numerator;
        _denominator = denominator;
    }

    /// <summary>The fraction's upper part; zero or more.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The fraction's lower part; one or more.</summary>
    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    /// <summary>Reads decimal text of any number of decimals, with or without an exponent.</summary>
    /// <param name="utf8">The text, such as <c>18.71</c> or <c>1.871e1</c>.</param>
    /// <param name="concentration">The concentration, when the result is true.</param>
    /// <param name="reason">
    /// Otherwise why there is none: <c>empty</c>, <c>not_a_number</c> (this holds NaN and infinity), <c>negative</c> or <c>out_of_range</c>.
    /// </param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Concentration concentration, out string? reason)
    {
        concentration = default;
        reason = DecimalText.TryParse(utf8, out var number) switch
        {
            DecimalStatus.Empty => "empty",
            DecimalStatus.NotANumber => "not_a_number",
            DecimalStatus.Absurd => "out_of_range",
            _ => null,
        };
        return reason is null && TryCreate(number, out concentration, out reason);
    }

    /// <summary>The concentration rounded half up to a whole number of µg/m³, as the UK index wants it before its table.</summary>
    public long RoundHalfUp()
    {
        const long safe = long.MaxValue / 4;
        if (Numerator <= safe && Denominator <= safe)
        {
            var denominator = (long)Denominator;
            return (2 * (long)Numerator + denominator) / (2 * denominator);
        }

        var rounded = (2 * Numerator + Denominator) / (2 * Denominator);
        return rounded > long.MaxValue ? long.MaxValue : (long)rounded;
    }

    /// <param name="fraction">Zero or more.</param>
    internal static Concentration Of(Fraction fraction) => new(fraction.Numerator, fraction.Denominator);

    internal static bool TryCreate(in DecimalText number, out Concentration concentration, out string? reason)
    {
        var mantissa = number.ToMantissa();
        reason = number.IsNegative && !mantissa.IsZero ? "negative" : null;
        concentration = number.Decimals >= 0
            ? new Concentration(mantissa, PowerOfTen(number.Decimals))
            : new Concentration(mantissa * PowerOfTen(-number.Decimals), BigInteger.One);
        return reason is null;
    }

    internal static BigInteger PowerOfTen(int exponent) =>
        exponent < PowersOfTen.Length ? PowersOfTen[exponent] : BigInteger.Pow(10, exponent);
}
