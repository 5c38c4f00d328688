using System.Numerics;
using AirQuality.Core.Index;

namespace AirQuality.Core.Archive;

/// <summary>What one quantity adds up to within one hour.</summary>
internal struct HourSum
{
    private const int QuarterHours = 4;
    private const int QuarterMinutes = 15;

    private ExactDecimal _sum;
    private int _count;
    private uint _quarters;

    /// <summary>
    /// The exact mean, when at least three of the four quarter-hours hold a value; null otherwise. Quarter-hours rather than a number of
    /// values, because devices may be set to any interval.
    /// </summary>
    public readonly Fraction? Mean =>
        ExactMean.IsCaptured(BitOperations.PopCount(_quarters), QuarterHours) ? _sum.Over(_count) : null;

    /// <summary>Adds a value.</summary>
    /// <param name="number">The value.</param>
    /// <param name="minute">Its minute within the hour.</param>
    public void Add(ExactDecimal number, int minute)
    {
        _sum += number;
        _count++;
        _quarters |= 1u << (minute / QuarterMinutes);
    }
}
