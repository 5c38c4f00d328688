namespace AirQuality.Core.Feed;

/// <summary>Reads snapshots of the Sensor.Community feed.</summary>
public static class SnapshotReader
{
    // Beyond the largest entry, so that one in the middle of the buffer seldom has to be moved and looked at again.
    private const int RoomToReadOn = 64 * 1_024;

    /// <summary>
    /// Reads a whole snapshot in one pass: parses, filters, indexes and groups it, one entry at a time, never the document as objects.
    /// </summary>
    /// <param name="json">The snapshot, decompressed: a UTF-8 JSON array of entries, with or without a byte order mark. Left open.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="onMalformed">Told of each malformed entry as it is met, also when the snapshot fails later.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="FeedFormatException">The snapshot is no JSON array of entries, or it breaks off: nothing of it may be used.</exception>
    public static async Task<Snapshot> ReadAsync(
        Stream json,
        SnapshotOptions options,
        Action<MalformedEntry>? onMalformed = null,
        CancellationToken ct = default)
    {
        using var assembly = new SnapshotAssembly(options.AveragingMinutes, onMalformed);
        var (bytes, trailing) = await WalkAsync(json, options, assembly, ct).ConfigureAwait(false);
        return assembly.Complete(bytes, trailing);
    }

    /// <summary>Hands each element of a snapshot on as soon as it is whole.</summary>
    /// <returns>The snapshot's length, and how many bytes stand behind its array.</returns>
    internal static async Task<(long Bytes, long TrailingBytes)> WalkAsync(
        Stream json, SnapshotOptions options, IEntrySink sink, CancellationToken ct)
    {
        options.Validate();
        using var buffer = new FeedBuffer(json, options.MaxEntryBytes + RoomToReadOn);
        var walk = new ArrayWalk(buffer, options, sink);
        await walk.RunAsync(ct).ConfigureAwait(false);
        return (buffer.Offset, walk.TrailingBytes);
    }
}
