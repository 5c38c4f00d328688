using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Backfill;

/// <summary>What became of a batch's records.</summary>
internal sealed class BatchWrite
{
    /// <summary>How many the table took.</summary>
    public long Stored { get; private set; }

    /// <summary>Those that it refused.</summary>
    public List<RejectedRecord> Rejected { get; } = [];

    /// <summary>Those not known to be in it.</summary>
    public List<AirRecord> Undelivered { get; } = [];

    /// <summary>Why, where it is the table's failure; null where the run was told to stop.</summary>
    public TimestreamException? Failure { get; private set; }

    /// <summary>Adds the write of a part.</summary>
    public void Add(WriteResult part)
    {
        Stored += part.Stored.Count;
        Rejected.AddRange(part.Rejected);
        Undelivered.AddRange(part.Undelivered);
        Failure = part.Failure is { Code: TimestreamErrorCode.Cancelled } ? null : part.Failure;
    }
}
