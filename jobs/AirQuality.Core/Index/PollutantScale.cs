namespace AirQuality.Core.Index;

/// <summary>A pollutant's column of an index table.</summary>
public sealed class PollutantScale
{
    private readonly long[] _upperBounds;

    internal PollutantScale(Pollutant pollutant, int averagingMinutes, long[] upperBounds)
    {
        Pollutant = pollutant;
        AveragingMinutes = averagingMinutes;
        _upperBounds = upperBounds;
    }

    /// <summary>The pollutant.</summary>
    public Pollutant Pollutant { get; }

    /// <summary>The period the index is defined over; a mean over a shorter one gives an indicative value only.</summary>
    public int AveragingMinutes { get; }

    /// <summary>The highest whole µg/m³ of each index value from 1 up; the last index value has none.</summary>
    public IReadOnlyList<long> UpperBounds => _upperBounds;

    /// <summary>The index value of a whole number of µg/m³.</summary>
    internal int IndexOf(long wholeMicrograms)
    {
        var index = 0;
        while (index < _upperBounds.Length && wholeMicrograms > _upperBounds[index])
            index++;
        return index + 1;
    }
}
