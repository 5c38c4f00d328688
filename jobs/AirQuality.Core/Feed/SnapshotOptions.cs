namespace AirQuality.Core.Feed;

/// <summary>How a snapshot is to be read.</summary>
public sealed record SnapshotOptions
{
    private const int LeastEntryBytes = 1_024;
    private const int MostEntryBytes = 64 * 1_024 * 1_024;
    private const int LeastEntryDepth = 8;

    /// <summary>Over how many minutes the feed's values are means: 1440 for the 24 h feed, 5 for the 5 min feed.</summary>
    public required int AveragingMinutes { get; init; }

    /// <summary>The longest entry that is read, in bytes; a longer one is malformed (<c>too_large</c>). Default 262,144.</summary>
    public int MaxEntryBytes { get; init; } = 262_144;

    /// <summary>How deep an entry may nest, its own object being 1; a deeper one is malformed (<c>too_deep</c>). Default 64.</summary>
    public int MaxEntryDepth { get; init; } = 64;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(AveragingMinutes);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxEntryBytes, LeastEntryBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxEntryBytes, MostEntryBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxEntryDepth, LeastEntryDepth);
    }
}
