using System.Numerics;

namespace AirQuality.Core.Index;

/// <summary>Means that stay exact fractions up to the one rounding before the band lookup: thirds do not end in decimals.</summary>
public static class ExactMean
{
    /// <summary>The mean of the values that are there, when they are at least 75 % of those expected (Defra's data capture rule).</summary>
    /// <param name="values">Unrounded values, for a 24 h mean the hourly means.</param>
    /// <param name="expected">How many there should be: 24 hours, 8 hours, 4 quarter-hours.</param>
    /// <param name="mean">The exact mean, when the result is true.</param>
    public static bool TryOf(IReadOnlyCollection<Concentration> values, int expected, out Concentration mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(expected);
        mean = default;
        if (values.Count * 4L < expected * 3L)
            return false;

        BigInteger numerator = 0, denominator = 1;
        foreach (var value in values)
        {
            numerator = numerator * value.Denominator + value.Numerator * denominator;
            denominator *= value.Denominator;
            var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
            numerator /= common;
            denominator /= common;
        }

        mean = new Concentration(numerator, denominator * values.Count);
        return true;
    }
}
