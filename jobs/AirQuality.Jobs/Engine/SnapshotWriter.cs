using AirQuality.Core.Cycle;
using AirQuality.Core.Feed;
using AirQuality.Core.Readings;
using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Engine;

/// <summary>Where the readings of a snapshot went: <c>readings = unchanged + stored + rejected + spooled</c>, filtered ones apart.</summary>
internal sealed record WriteOutcome
{
    public long Unchanged { get; init; }
    public long Stored { get; init; }
    public long Rejected { get; init; }
    public long Spooled { get; init; }
    public IReadOnlyDictionary<string, long> RejectedReasons { get; init; } = new Dictionary<string, long>();
    public long Requests { get; init; }
    public long Retries { get; init; }
    public string? Outage { get; init; }
    public double WatermarksMs { get; init; }
    public double WriteMs { get; init; }
}

/// <summary>Writes what is new in a snapshot. One of these lives as long as the process, because it remembers what the table holds.</summary>
internal sealed class SnapshotWriter(TableConnection table, DeadLetters deadLetters, Spool spool, TimeProvider time)
{
    // What is remembered is worth something only for one averaging period: a 24 h mean may replace a 5 min mean of the same instant.
    private readonly Dictionary<int, KnownTable> _known = [];

    /// <summary>Stores, dead-letters or spools each reading that the table does not hold.</summary>
    /// <param name="snapshot">The readings.</param>
    /// <param name="snapshotId">Names dead letters and spool files.</param>
    /// <param name="averagingMinutes">The averaging period of its feed.</param>
    /// <param name="tableIsDown">Whether the table was found unreachable a moment ago: then everything new is spooled at once.</param>
    /// <param name="cancellationToken">When cancelled, batches in flight are finished and the rest is spooled.</param>
    public async Task<WriteOutcome> WriteAsync(
        Snapshot snapshot, string snapshotId, int averagingMinutes, bool tableIsDown, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(averagingMinutes, out var known))
            _known[averagingMinutes] = known = new KnownTable(table.Held, averagingMinutes);

        var started = time.GetTimestamp();
        var outage = tableIsDown ? "the table was unreachable when the spool was replayed" : null;
        var fresh = snapshot.Readings;
        if (outage is null)
            (fresh, outage) = await FreshAsync(known, snapshot, cancellationToken).ConfigureAwait(false);
        var classified = time.GetTimestamp();
        CrashPoints.Reached(CrashPoint.Classified);

        var waiting = await spool.PendingKeysAsync(CancellationToken.None).ConfigureAwait(false);
        var records = new List<AirRecord>(fresh.Count);
        foreach (var reading in fresh)
        {
            var record = RecordBuilder.Build(reading);
            if (!waiting.Contains(RecordKey.Of(record)))
                records.Add(record);
        }
        var alreadyWaiting = fresh.Count - records.Count;

        var result = outage is null
            ? await table.Writer.WriteAsync(records, cancellationToken).ConfigureAwait(false)
            : WriteResult.NothingDelivered(records, outage);
        CrashPoints.Reached(CrashPoint.Written);

        await deadLetters.AddAsync(snapshotId, result.Rejected, CancellationToken.None).ConfigureAwait(false);
        CrashPoints.Reached(CrashPoint.RejectedDeadLettered);
        await spool.AddAsync(snapshotId, result.Undelivered, CancellationToken.None).ConfigureAwait(false);
        CrashPoints.Reached(CrashPoint.Spooled);

        known.MarkHeld(result.Stored);
        known.MarkHeld(result.Rejected.Select(r => r.Record));
        return new WriteOutcome
        {
            Unchanged = snapshot.Readings.Count - fresh.Count,
            Stored = result.Stored.Count,
            Rejected = result.Rejected.Count,
            Spooled = result.Undelivered.Count + alreadyWaiting,
            RejectedReasons = result.Rejected.CountBy(r => r.Reason).ToDictionary(r => r.Key, r => (long)r.Value),
            Requests = result.Requests,
            Retries = result.Retries,
            Outage = result.Outage,
            WatermarksMs = time.GetElapsedTime(started, classified).TotalMilliseconds,
            WriteMs = time.GetElapsedTime(classified).TotalMilliseconds,
        };
    }

    private static async Task<(IReadOnlyList<Reading> Fresh, string? Outage)> FreshAsync(
        KnownTable known, Snapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            return (await known.FreshAmongAsync(snapshot, cancellationToken).ConfigureAwait(false), null);
        }
        catch (TimestreamException e) when (e.IsTransient)
        {
            return (snapshot.Readings, e.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (snapshot.Readings, "the cycle was told to stop");
        }
    }
}
