using AirQuality.Core.Cycle;
using AirQuality.Core.Feed;
using AirQuality.Core.Readings;
using AirQuality.Core.Records;
using AirQuality.Timestream.Reading;

namespace AirQuality.Jobs.Engine.InProcess;

/// <summary>What the table is known to hold at one averaging period or a coarser one, asked for once and kept between cycles.</summary>
internal sealed class KnownTable(HeldQuery query, int averagingMinutes, TimeProvider time)
{
    // The 24 h feed repeats a silent sensor's last reading for a day; what is older is looked up again.
    private static readonly TimeSpan Memory = TimeSpan.FromHours(26);

    private readonly HeldReadings _held = new(Memory);
    private long _coveredFromMs = long.MaxValue;

    /// <summary>The readings that the table does not hold, found with bounded queries: the newest time by sensor over the snapshot's
    /// span (once), and those exact times that lie before a watermark.</summary>
    public async Task<IReadOnlyList<Reading>> FreshAmongAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (snapshot is not { OldestMs: { } oldest, NewestMs: { } newest })
            return [];
        Forget(newest - (long)Memory.TotalMilliseconds);
        await CoverAsync(oldest, newest, cancellationToken);

        var classified = _held.Classify(snapshot.Readings);
        if (classified.Late.Count == 0)
            return classified.New;

        var found = await query.HeldAmongAsync([.. classified.Late.Select(r => (r.SensorId, r.TimeMs))], averagingMinutes, cancellationToken);
        foreach (var (sensorId, timeMs) in found)
            _held.MarkHeld(sensorId, timeMs);
        var held = found.ToHashSet();
        return [.. classified.New, .. classified.Late.Where(r => !held.Contains((r.SensorId, r.TimeMs)))];
    }

    /// <summary>Notes records as stored: they move watermarks.</summary>
    public void MarkStored(IEnumerable<AirRecord> records)
    {
        foreach (var record in records)
            _held.MarkHeld(record.SensorId, record.TimeMs);
    }

    /// <summary>Notes records as refused and dead-lettered: they need nothing more, and move no watermark.</summary>
    public void MarkRejected(IEnumerable<AirRecord> records)
    {
        foreach (var record in records)
            _held.MarkRejected(record.SensorId, record.TimeMs);
    }

    private void Forget(long beforeMs)
    {
        _held.ForgetBefore(beforeMs);
        _coveredFromMs = Math.Max(_coveredFromMs, beforeMs);
    }

    // A sensor without a watermark is unknown only back to where the table was asked, so an older snapshot widens the question.
    private async Task CoverAsync(long oldestMs, long newestMs, CancellationToken cancellationToken)
    {
        if (oldestMs >= _coveredFromMs)
            return;
        _held.LoadWatermarks(await query.NewestBySensorAsync(oldestMs, TableQuestion.UntilMs(newestMs, time), averagingMinutes, cancellationToken));
        _coveredFromMs = oldestMs;
    }
}
