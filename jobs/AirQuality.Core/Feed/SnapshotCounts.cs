namespace AirQuality.Core.Feed;

/// <summary>What a snapshot held, in numbers, wherever its readings are kept: <c>Entries = Malformed.Total + Merged + Storable + Filtered.Total</c>.</summary>
public abstract record SnapshotCounts
{
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

    /// <summary>The snapshot's length in bytes, decompressed.</summary>
    public required long Bytes { get; init; }

    /// <summary>
    /// How many bytes follow the closed array, white space apart. The service has been seen to add some; they are not read.
    /// </summary>
    public required long TrailingBytes { get; init; }

    /// <summary>Readings that have something to store.</summary>
    public abstract long Storable { get; }

    /// <summary>The oldest time among those, in ms since 1970-01-01 UTC; null when there is none.</summary>
    public abstract long? OldestMs { get; }

    /// <summary>The newest time among those, in ms since 1970-01-01 UTC; null when there is none.</summary>
    public abstract long? NewestMs { get; }
}
