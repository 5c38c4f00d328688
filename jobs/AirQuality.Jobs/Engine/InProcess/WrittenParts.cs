using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Engine.InProcess;

/// <summary>Sums up the writes of a snapshot's parts; of what was stored only the number is kept.</summary>
internal sealed class WrittenParts
{
    /// <summary>Records stored.</summary>
    public long Stored { get; private set; }

    /// <summary>Records refused by the table.</summary>
    public List<RejectedRecord> Rejected { get; } = [];

    /// <summary>Records not known to be in the table.</summary>
    public List<AirRecord> Undelivered { get; } = [];

    /// <summary>Why there are undelivered records.</summary>
    public TimestreamException? Failure { get; set; }

    /// <summary>Write requests made.</summary>
    public int Requests { get; private set; }

    /// <summary>Of those, repeats.</summary>
    public int Retries { get; private set; }

    /// <summary>Adds the write of a part.</summary>
    public void Add(WriteResult part)
    {
        Stored += part.Stored.Count;
        Rejected.AddRange(part.Rejected);
        Undelivered.AddRange(part.Undelivered);
        Failure = part.Failure;
        Requests += part.Requests;
        Retries += part.Retries;
    }
}
