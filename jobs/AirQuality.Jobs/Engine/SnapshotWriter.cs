using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Engine;

/// <summary>Has a snapshot delivered, and keeps what the table did not take: refused records as dead letters, the others in the spool.</summary>
internal sealed class SnapshotWriter(DeadLetters deadLetters, Spool spool, TimeProvider time)
{
    /// <summary>Stores, dead-letters or spools each reading that the table does not hold.</summary>
    /// <param name="snapshot">The readings.</param>
    /// <param name="snapshotId">Names dead letters and spool files.</param>
    /// <param name="averagingMinutes">The averaging period of its feed.</param>
    /// <param name="shiftMs">How far its times are moved.</param>
    /// <param name="outage">Set when the table was found unreachable a moment ago: then everything new is spooled at once.</param>
    /// <param name="cancellationToken">When cancelled, batches in flight are finished and the rest is spooled.</param>
    public async Task<Delivery> WriteAsync(
        IReadSnapshot snapshot, string snapshotId, int averagingMinutes, long shiftMs, TimestreamException? outage, CancellationToken cancellationToken)
    {
        var waiting = await spool.KeysAsync(CancellationToken.None);
        var delivery = await snapshot.DeliverAsync(new DeliveryOrder(averagingMinutes, shiftMs, waiting, outage), cancellationToken);
        CrashPoints.Reached(CrashPoint.Written);

        await deadLetters.AddAsync(snapshotId, delivery.Rejected.Select(r => DeadLetter.ForRecord(snapshotId, r, time.GetUtcNow())), CancellationToken.None);
        CrashPoints.Reached(CrashPoint.RejectedDeadLettered);
        await spool.AddAsync(snapshotId, delivery.Undelivered, CancellationToken.None);
        CrashPoints.Reached(CrashPoint.Spooled);
        snapshot.MarkKept(delivery);
        return delivery;
    }
}
