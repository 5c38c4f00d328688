using AirQuality.Core.Feed;
using AirQuality.Core.Readings;
using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Engine.InProcess;

/// <summary>A snapshot in this process's memory.</summary>
internal sealed class InProcessSnapshot(Snapshot snapshot, RecordWriter writer, KnownTable known, TimeProvider time) : IReadSnapshot
{
    private const int ReadingsAtOnce = 4_000;

    /// <inheritdoc />
    public long Entries => snapshot.Entries;

    /// <inheritdoc />
    public SnapshotCounts Counts => snapshot;

    /// <inheritdoc />
    public async Task<Delivery> DeliverAsync(DeliveryOrder order, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var shifted = snapshot.ShiftedBy(TimeSpan.FromMilliseconds(order.ShiftMs));
        var (fresh, outage) = (shifted.Readings, order.Outage);
        if (outage is null)
            (fresh, outage) = await TableQuestion.AskAsync(() => known.FreshAmongAsync(shifted, cancellationToken), fresh, cancellationToken);
        var watermarksMs = time.GetElapsedTime(started).TotalMilliseconds;
        CrashPoints.Reached(CrashPoint.Classified);

        var written = await WritePartsAsync(fresh, order.Waiting, outage, cancellationToken);
        return new Delivery
        {
            Unchanged = shifted.Readings.Count - fresh.Count,
            Stored = written.Stored,
            Rejected = written.Rejected,
            Undelivered = written.Undelivered,
            Failure = written.Failure,
            Requests = written.Requests,
            Retries = written.Retries,
            WatermarksMs = watermarksMs,
        };
    }

    /// <inheritdoc />
    public void MarkKept(Delivery delivery) => known.MarkRejected(delivery.Rejected.Select(r => r.Record));

    /// <inheritdoc />
    public void Dispose()
    {
    }

    // In parts, because the records of a whole feed weigh several times what its readings do. After a failure the rest is not tried.
    private async Task<WrittenParts> WritePartsAsync(
        IReadOnlyList<Reading> fresh, IReadOnlySet<RecordKey> waiting, TimestreamException? outage, CancellationToken cancellationToken)
    {
        var written = new WrittenParts { Failure = outage };
        foreach (var part in fresh.Chunk(ReadingsAtOnce))
        {
            var records = part.Select(RecordBuilder.Build).Where(record => !waiting.Contains(RecordKey.Of(record))).ToList();
            if (written.Failure is not null)
            {
                written.Undelivered.AddRange(records);
                continue;
            }
            var result = await writer.WriteAsync(records, cancellationToken);
            known.MarkStored(result.Stored);
            written.Add(result);
        }
        return written;
    }
}
