using AirQuality.Core.Feed;
using AirQuality.Core.Readings;
using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Engine;

/// <summary>Writes what is new in a snapshot. One of these lives as long as the process, because it remembers what the table holds.</summary>
internal sealed class SnapshotWriter(TableConnection table, DeadLetters deadLetters, Spool spool, TimeProvider time)
{
    // What is remembered is worth something only for one averaging period: a 24 h mean may replace a 5 min mean of the same instant.
    private readonly Dictionary<int, KnownTable> _known = [];

    /// <summary>Stores, dead-letters or spools each reading that the table does not hold.</summary>
    /// <param name="snapshot">The readings.</param>
    /// <param name="snapshotId">Names dead letters and spool files.</param>
    /// <param name="averagingMinutes">The averaging period of its feed.</param>
    /// <param name="outage">Set when the table was found unreachable a moment ago: then everything new is spooled at once.</param>
    /// <param name="cancellationToken">When cancelled, batches in flight are finished and the rest is spooled.</param>
    public async Task<WriteOutcome> WriteAsync(
        Snapshot snapshot, string snapshotId, int averagingMinutes, TimestreamException? outage, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(averagingMinutes, out var known))
            _known[averagingMinutes] = known = new KnownTable(table.Held, averagingMinutes, time);

        var started = time.GetTimestamp();
        var fresh = snapshot.Readings;
        if (outage is null)
            (fresh, outage) = await FreshAsync(known, snapshot, cancellationToken);
        var classified = time.GetTimestamp();
        CrashPoints.Reached(CrashPoint.Classified);

        var waiting = await spool.KeysAsync(CancellationToken.None);
        var records = fresh.Select(RecordBuilder.Build).Where(record => !waiting.Contains(RecordKey.Of(record))).ToList();
        var result = outage is null ? await table.Writer.WriteAsync(records, cancellationToken) : Undelivered(records, outage);
        CrashPoints.Reached(CrashPoint.Written);

        await deadLetters.AddAsync(snapshotId, result.Rejected.Select(r => DeadLetter.ForRecord(snapshotId, r, time.GetUtcNow())), CancellationToken.None);
        CrashPoints.Reached(CrashPoint.RejectedDeadLettered);
        await spool.AddAsync(snapshotId, result.Undelivered, CancellationToken.None);
        CrashPoints.Reached(CrashPoint.Spooled);

        known.MarkStored(result.Stored);
        known.MarkRejected(result.Rejected.Select(r => r.Record));
        return new WriteOutcome(result)
        {
            Unchanged = snapshot.Readings.Count - fresh.Count,
            Spooled = fresh.Count - result.Stored.Count - result.Rejected.Count,
            WatermarksMs = time.GetElapsedTime(started, classified).TotalMilliseconds,
            WriteMs = time.GetElapsedTime(classified).TotalMilliseconds,
        };
    }

    /// <summary>Forgets what the table is known to hold: something else wrote to it.</summary>
    public void Forget() => _known.Clear();

    private static WriteResult Undelivered(IReadOnlyList<AirRecord> records, TimestreamException outage) =>
        new() { Stored = [], Rejected = [], Undelivered = records, Failure = outage };

    // Without an answer from the table nothing is known to be held. Writing a reading twice changes nothing, so all of them count as new.
    private static async Task<(IReadOnlyList<Reading> Fresh, TimestreamException? Outage)> FreshAsync(
        KnownTable known, Snapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            return (await known.FreshAmongAsync(snapshot, cancellationToken), null);
        }
        catch (TimestreamException e) when (e.IsTransient)
        {
            return (snapshot.Readings, e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (snapshot.Readings, new TimestreamException(TimestreamErrorCode.Cancelled, "The cycle was told to stop."));
        }
    }
}
