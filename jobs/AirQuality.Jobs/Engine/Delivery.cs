using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Engine;

/// <summary>What a delivery has to know beside the snapshot.</summary>
/// <param name="AveragingMinutes">Over how many minutes the values are means: rows that are means over less do not count as held.</param>
/// <param name="ShiftMs">How far to move all times, milliseconds.</param>
/// <param name="Waiting">Records that wait in the spool already: they are neither written nor spooled again.</param>
/// <param name="Outage">Set when the table was found out of reach a moment ago: then nothing is tried.</param>
internal sealed record DeliveryOrder(int AveragingMinutes, long ShiftMs, IReadOnlySet<RecordKey> Waiting, TimestreamException? Outage);

/// <summary>What became of the storable readings of a snapshot: each is unchanged, stored, rejected, or left to the spool.</summary>
internal sealed record Delivery
{
    /// <summary>Readings that the table held already.</summary>
    public required long Unchanged { get; init; }

    /// <summary>Readings stored.</summary>
    public required long Stored { get; init; }

    /// <summary>Readings refused by the table, with its reasons.</summary>
    public required IReadOnlyList<RejectedRecord> Rejected { get; init; }

    /// <summary>Records not known to be in the table, for the spool; those that waited there before are not among them.</summary>
    public required IReadOnlyList<AirRecord> Undelivered { get; init; }

    /// <summary>Why there are undelivered records; null where there are none.</summary>
    public required TimestreamException? Failure { get; init; }

    /// <summary>Write requests made.</summary>
    public required int Requests { get; init; }

    /// <summary>Of those, repeats.</summary>
    public required int Retries { get; init; }

    /// <summary>Milliseconds spent asking the table what it holds.</summary>
    public required double WatermarksMs { get; init; }
}
