using AirQuality.Core.Records;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Backfill;

/// <summary>Days of a unit on their way to the table.</summary>
internal sealed class SensorBatch
{
    private readonly List<(UnitDay Day, int FirstRecord)> _days = [];
    private readonly List<AirRecord> _records = [];
    private BackfillCounts _counts = BackfillCounts.Nothing;

    /// <summary>The records, by time.</summary>
    public IReadOnlyList<AirRecord> Records => _records;

    /// <summary>Files and rows that could not be used.</summary>
    public List<DeadLetter> DeadLetters { get; } = [];

    /// <summary>Adds what was read.</summary>
    public void Count(BackfillCounts counts) => _counts = _counts.Plus(counts);

    /// <summary>Adds a day's records.</summary>
    public void Add(UnitDay day, IEnumerable<AirRecord> records)
    {
        _days.Add((day, _records.Count));
        _records.AddRange(records);
    }

    /// <summary>What became of the days, with what became of their records.</summary>
    public SettledBatch Settle(BatchWrite write, TimeProvider time)
    {
        Count(new BackfillCounts
        {
            Stored = write.Stored,
            Rejected = write.Rejected.CountBy(one => RejectionReason.WithoutTimes(one.Reason)).ToDictionary(reason => reason.Key, reason => (long)reason.Value),
            Undelivered = write.Undelivered.Count,
        });

        // By reference: these are the very records that were given to the writer.
        var missing = new HashSet<object>(write.Undelivered, ReferenceEqualityComparer.Instance);
        var finished = _days.Index().Where(entry => !RecordsOf(entry.Index).Any(missing.Contains)).Select(entry => entry.Item.Day.Day);
        var refused = write.Rejected.Select(one => DeadLetter.ForRecord("backfill", one, time.GetUtcNow()));
        return new SettledBatch(_counts, [.. finished], [.. DeadLetters, .. refused]);
    }

    private List<AirRecord> RecordsOf(int day)
    {
        var end = day + 1 < _days.Count ? _days[day + 1].FirstRecord : _records.Count;
        return _records.GetRange(_days[day].FirstRecord, end - _days[day].FirstRecord);
    }
}
