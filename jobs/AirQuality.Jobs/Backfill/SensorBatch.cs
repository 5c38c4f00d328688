using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Backfill;

/// <summary>Days of a unit on their way to the table, and what became of them.</summary>
internal sealed class SensorBatch
{
    private readonly List<(UnitDay Day, int FirstRecord)> _days = [];
    private readonly List<AirRecord> _records = [];

    /// <summary>The records, by time.</summary>
    public IReadOnlyList<AirRecord> Records => _records;

    /// <summary>What became of the days' files, rows and hours.</summary>
    public BackfillCounts Counts { get; private set; } = BackfillCounts.Nothing;

    /// <summary>Files and rows that could not be used, and hours that the table refused: dead letters to be kept before the days count as finished.</summary>
    public List<DeadLetter> DeadLetters { get; } = [];

    /// <summary>Days that are done: each of their hours is stored, refused, filtered or too sparse.</summary>
    public IReadOnlyList<UnitDay> Finished { get; private set; } = [];

    /// <summary>Why others are not.</summary>
    public TimestreamException? Failure { get; private set; }

    /// <summary>Adds what was read.</summary>
    public void Count(BackfillCounts counts) => Counts = Counts.Plus(counts);

    /// <summary>Adds a day's records.</summary>
    public void Add(UnitDay day, IEnumerable<AirRecord> records)
    {
        _days.Add((day, _records.Count));
        _records.AddRange(records);
    }

    /// <summary>Takes the outcome of writing the records.</summary>
    public void Settle(long stored, IReadOnlyList<RejectedRecord> rejected, IReadOnlyCollection<AirRecord> undelivered, TimestreamException? failure)
    {
        Failure = failure;
        Count(new BackfillCounts
        {
            Stored = stored,
            Rejected = rejected.CountBy(one => RejectionReason.WithoutTimes(one.Reason)).ToDictionary(reason => reason.Key, reason => (long)reason.Value),
            Undelivered = undelivered.Count,
        });

        // By reference: these are the very records that were given to the writer.
        var missing = new HashSet<object>(undelivered, ReferenceEqualityComparer.Instance);
        Finished = [.. _days.Index()
            .Where(entry => !RecordsOf(entry.Index).Any(missing.Contains))
            .Select(entry => entry.Item.Day)];
    }

    private List<AirRecord> RecordsOf(int day)
    {
        var end = day + 1 < _days.Count ? _days[day + 1].FirstRecord : _records.Count;
        return _records.GetRange(_days[day].FirstRecord, end - _days[day].FirstRecord);
    }
}
