using AirQuality.Core.Feed;
using AirQuality.Core.Readings;
using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Engine;

/// <summary>Writes what is new in a snapshot. One of these lives as long as the process, because it remembers what the table holds.</summary>
internal sealed class SnapshotWriter(TableConnection table, DeadLetters deadLetters, Spool spool, TimeProvider time)
{
    private const int ReadingsAtOnce = 4_000;

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

        var written = await WritePartsAsync(known, fresh, outage, cancellationToken);
        CrashPoints.Reached(CrashPoint.Written);

        await deadLetters.AddAsync(snapshotId, written.Rejected.Select(r => DeadLetter.ForRecord(snapshotId, r, time.GetUtcNow())), CancellationToken.None);
        CrashPoints.Reached(CrashPoint.RejectedDeadLettered);
        await spool.AddAsync(snapshotId, written.Undelivered, CancellationToken.None);
        CrashPoints.Reached(CrashPoint.Spooled);

        known.MarkRejected(written.Rejected.Select(r => r.Record));
        return new WriteOutcome
        {
            Unchanged = snapshot.Readings.Count - fresh.Count,
            Stored = written.Stored,
            Rejected = written.Rejected,
            Spooled = fresh.Count - written.Stored - written.Rejected.Count,
            Failure = written.Failure,
            Requests = written.Requests,
            Retries = written.Retries,
            WatermarksMs = time.GetElapsedTime(started, classified).TotalMilliseconds,
            WriteMs = time.GetElapsedTime(classified).TotalMilliseconds,
        };
    }

    /// <summary>Forgets what the table is known to hold: something else wrote to it.</summary>
    public void Forget() => _known.Clear();

    // In parts, because the records of a whole feed weigh several times what its readings do. After a failure the rest is not tried.
    private async Task<WrittenParts> WritePartsAsync(
        KnownTable known, IReadOnlyList<Reading> fresh, TimestreamException? outage, CancellationToken cancellationToken)
    {
        var waiting = await spool.KeysAsync(CancellationToken.None);
        var written = new WrittenParts { Failure = outage };
        foreach (var part in fresh.Chunk(ReadingsAtOnce))
        {
            var records = part.Select(RecordBuilder.Build).Where(record => !waiting.Contains(RecordKey.Of(record))).ToList();
            if (written.Failure is not null)
            {
                written.Undelivered.AddRange(records);
                continue;
            }
            var result = await table.Writer.WriteAsync(records, cancellationToken);
            known.MarkStored(result.Stored);
            written.Add(result);
        }
        return written;
    }

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
