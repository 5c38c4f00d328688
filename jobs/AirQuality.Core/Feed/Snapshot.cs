using AirQuality.Core.Readings;

namespace AirQuality.Core.Feed;

/// <summary>
/// A snapshot of the feed, read whole: what to store, and a count for everything else.
/// <c>Entries = Malformed.Total + Merged + Readings.Count + Filtered.Total</c>.
/// </summary>
public sealed record Snapshot : SnapshotCounts
{
    /// <summary>The readings that have something to store, in the order in which the feed first names them.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>
    /// Readings in <see cref="Readings"/> that have no index: <c>no_particulate_sensor</c>, or <c>no_valid_value</c> of one.
    /// </summary>
    public required ReasonCounts NoIndex { get; init; }

    /// <inheritdoc/>
    public override long Storable => Readings.Count;

    /// <inheritdoc/>
    public override long? OldestMs => Readings.Count == 0 ? null : Readings.Min(reading => reading.TimeMs);

    /// <inheritdoc/>
    public override long? NewestMs => Readings.Count == 0 ? null : Readings.Max(reading => reading.TimeMs);

    /// <summary>The same snapshot with every time moved, so that a recorded one can be replayed as if it were new.</summary>
    public Snapshot ShiftedBy(TimeSpan shift)
    {
        if (shift == TimeSpan.Zero)
            return this;
        var ms = shift.Ticks / TimeSpan.TicksPerMillisecond;
        return this with { Readings = [.. Readings.Select(reading => reading with { TimeMs = checked(reading.TimeMs + ms) })] };
    }
}
