namespace AirQuality.LoadTest.Reporting.Measured;

/// <summary>From a moment to another, the end excluded.</summary>
internal readonly record struct TimeRange(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>How long.</summary>
    public TimeSpan Length => End - Start;

    /// <summary>The moment half way.</summary>
    public DateTimeOffset Middle => Start + Length / 2;

    /// <summary>Whether a moment is within.</summary>
    public bool Contains(DateTimeOffset moment) => moment >= Start && moment < End;

    /// <summary>Whether some moment is within both.</summary>
    public bool Overlaps(TimeRange other) => Start < other.End && other.Start < End;

    /// <summary>From the earlier start to the later end.</summary>
    public TimeRange Union(TimeRange other) => new(Start < other.Start ? Start : other.Start, End > other.End ? End : other.End);

    /// <summary>What is within <paramref name="bounds"/>, which overlap.</summary>
    public TimeRange Within(TimeRange bounds) => new(Start > bounds.Start ? Start : bounds.Start, End < bounds.End ? End : bounds.End);
}
