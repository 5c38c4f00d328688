using AirQuality.Core.Cycle;
using AirQuality.Core.Feed;
using AirQuality.Core.Readings;
using AirQuality.Core.Records;
using AirQuality.Timestream.Reading;

namespace AirQuality.Jobs.Engine;

/// <summary>What the table is known to hold at one averaging period or a coarser one, asked for once and kept between cycles.</summary>
internal sealed class KnownTable(HeldQuery query, int averagingMinutes)
{
    private readonly HeldReadings _held = new();
    private long _coveredFromMs = long.MaxValue;

    /// <summary>The readings that the table does not hold, found with bounded queries: the newest time by sensor over the snapshot's
    /// span (once), and those exact times that lie before a watermark.</summary>
    public async Task<IReadOnlyList<Reading>> FreshAmongAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (snapshot is not { OldestMs: { } oldest, NewestMs: { } newest })
            return [];
        await CoverAsync(oldest, newest, cancellationToken).ConfigureAwait(false);

        var classified = _held.Classify(snapshot.Readings);
        if (classified.Late.Count == 0)
            return classified.New;

        var found = await query.HeldAmongAsync([.. classified.Late.Select(r => (r.SensorId, r.TimeMs))], averagingMinutes, cancellationToken).ConfigureAwait(false);
        foreach (var (sensorId, timeMs) in found)
            _held.MarkHeld(sensorId, timeMs);
        var held = found.ToHashSet();
        return [.. classified.New, .. classified.Late.Where(r => !held.Contains((r.SensorId, r.TimeMs)))];
    }

    /// <summary>Notes records as stored or dead-lettered: only such may move a watermark.</summary>
    public void MarkHeld(IEnumerable<AirRecord> records)
    {
        foreach (var record in records)
            _held.MarkHeld(record.SensorId, record.TimeMs);
    }

    // A sensor without a watermark is unknown only back to where the table was asked, so an older snapshot widens the question.
    private async Task CoverAsync(long oldestMs, long newestMs, CancellationToken cancellationToken)
    {
        if (oldestMs >= _coveredFromMs)
            return;
        var toMs = Math.Max(newestMs, _coveredFromMs == long.MaxValue ? newestMs : _coveredFromMs);
        _held.LoadWatermarks(await query.NewestBySensorAsync(oldestMs, toMs, averagingMinutes, cancellationToken).ConfigureAwait(false));
        _coveredFromMs = oldestMs;
    }
}
