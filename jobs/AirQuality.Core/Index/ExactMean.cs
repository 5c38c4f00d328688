namespace AirQuality.Core.Index;

/// <summary>Means that stay exact fractions up to the one rounding before the band lookup: thirds do not end in decimals.</summary>
public static class ExactMean
{
    /// <summary>Whether there is enough to make a mean of: 75 % of what is expected (Defra's data capture rule).</summary>
    /// <param name="count">How many values there are.</param>
    /// <param name="expected">How many there should be: 24 hours, 8 hours, 4 quarter-hours.</param>
    public static bool IsCaptured(int count, int expected)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(expected);
        return count * 4L >= expected * 3L;
    }

    /// <summary>The mean of the values that are there, when <see cref="IsCaptured"/>.</summary>
    /// <param name="values">Unrounded values, for a 24 h mean the hourly means.</param>
    /// <param name="expected">How many there should be: 24 hours, 8 hours, 4 quarter-hours.</param>
    /// <param name="mean">The exact mean, when the result is true.</param>
    public static bool TryOf(IReadOnlyCollection<Concentration> values, int expected, out Concentration mean)
    {
        mean = default;
        if (!IsCaptured(values.Count, expected))
            return false;

        var sum = default(Fraction);
        foreach (var value in values)
            sum += new Fraction(value.Numerator, value.Denominator);
        mean = Concentration.Of(sum / values.Count);
        return true;
    }
}
