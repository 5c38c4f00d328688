using AirQuality.Core.Readings;

namespace AirQuality.Core.Feed;

/// <summary>
/// A snapshot of the feed, read whole: what to store, and a count for everything else.
/// <c>Entries = Malformed.Total + Merged + Readings.Count + Filtered.Total</c>.
/// </summary>
public sealed record Snapshot
{
    /// <summary>The readings that have something to store, in the order in which the feed first names them.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>How many elements the feed's array has.</summary>
    public required long Entries { get; init; }

    /// <summary>How many entries joined an earlier one of the same sensor and time.</summary>
    public required long Merged { get; init; }

    /// <summary>Entries that are none, by <see cref="MalformedEntry.Reason"/>.</summary>
    public required ReasonCounts Malformed { get; init; }

    /// <summary>Readings that are not to be stored: <c>dummy_location</c> or <c>no_values_left</c>.</summary>
    public required ReasonCounts Filtered { get; init; }

    /// <summary>Single values left out, from readings that are kept and from those that are not, by reason (see <c>ValueFilter</c>).</summary>
    public required ReasonCounts FilteredValues { get; init; }

    /// <summary>Entries of sensor types that nobody listed yet, by the type's name; their other values are kept.</summary>
    public required ReasonCounts UnknownSensorTypes { get; init; }

    /// <summary>
    /// Readings in <see cref="Readings"/> that have no index: <c>no_particulate_sensor</c>, or <c>no_valid_value</c> of one.
    /// </summary>
    public required ReasonCounts NoIndex { get; init; }

    /// <summary>The snapshot's length in bytes, decompressed.</summary>
    public required long Bytes { get; init; }

    /// <summary>
    /// How many bytes follow the closed array, white space apart. The service has been seen to add some; they are not read.
    /// </summary>
    public required long TrailingBytes { get; init; }

    /// <summary>The oldest time in <see cref="Readings"/>, in ms since 1970-01-01 UTC; null when there is no reading.</summary>
    public long? OldestMs => Readings.Count == 0 ? null : Readings.Min(reading => reading.TimeMs);

    /// <summary>The newest time in <see cref="Readings"/>, in ms since 1970-01-01 UTC; null when there is no reading.</summary>
    public long? NewestMs => Readings.Count == 0 ? null : Readings.Max(reading => reading.TimeMs);

    /// <summary>The same snapshot with every time moved, so that a recorded one can be replayed as if it were new.</summary>
    public Snapshot ShiftedBy(TimeSpan shift)
    {
        if (shift == TimeSpan.Zero)
            return this;
        var ms = shift.Ticks / TimeSpan.TicksPerMillisecond;
        return this with { Readings = [.. Readings.Select(reading => reading with { TimeMs = checked(reading.TimeMs + ms) })] };
    }
}
