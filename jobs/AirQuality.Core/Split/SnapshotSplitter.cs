using AirQuality.Core.Feed;

namespace AirQuality.Core.Split;

/// <summary>What was split off a snapshot, in numbers.</summary>
/// <param name="Entries">Elements of the feed's array.</param>
/// <param name="Malformed">Those that are no usable entries, by reason; they have no line.</param>
/// <param name="Bytes">The snapshot's length, decompressed.</param>
/// <param name="TrailingBytes">Bytes behind the closed array.</param>
public sealed record SplitSnapshot(long Entries, ReasonCounts Malformed, long Bytes, long TrailingBytes);

/// <summary>
/// Turns a snapshot, which is one JSON array and so one piece of work, into lines that many workers can share: one JSON object an entry,
/// as <see cref="EntryLines"/> says. What is no array or breaks off is found here, before anything is spread.
/// </summary>
public static class SnapshotSplitter
{
    /// <summary>Splits a snapshot in one pass.</summary>
    /// <param name="json">The snapshot, decompressed. Left open.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="lines">Takes the lines, UTF-8. Left open.</param>
    /// <param name="onMalformed">Told of each malformed entry as it is met.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="FeedFormatException">The snapshot is no JSON array of entries, or it breaks off: nothing of it may be used.</exception>
    public static async Task<SplitSnapshot> SplitAsync(
        Stream json, SnapshotOptions options, Stream lines, Action<MalformedEntry>? onMalformed = null, CancellationToken ct = default)
    {
        using var sink = new EntryLines(lines, onMalformed);
        var (bytes, trailing) = await SnapshotReader.WalkAsync(json, options, sink, ct).ConfigureAwait(false);
        sink.Flush();
        return new SplitSnapshot(sink.Entries, sink.Malformed, bytes, trailing);
    }
}
