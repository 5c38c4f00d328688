using AirQuality.Core.Records;

namespace AirQuality.Timestream.Writing;

/// <summary>What became of the records of one write: every one is in exactly one of the three lists, in the order given.</summary>
public sealed record WriteResult
{
    /// <summary>In the table; sending them again changes nothing.</summary>
    public required IReadOnlyList<AirRecord> Stored { get; init; }

    /// <summary>
    /// For the dead letters, with Timestream's reason: refused by the table, or failed on again and again while it took others.
    /// </summary>
    public required IReadOnlyList<RejectedRecord> Rejected { get; init; }

    /// <summary>Not known to be in the table: for the spool. Some may be stored, their answer lost.</summary>
    public required IReadOnlyList<AirRecord> Undelivered { get; init; }

    /// <summary>Why there are undelivered records; null where there are none.</summary>
    public TimestreamException? Failure { get; init; }

    /// <summary>The same, for people.</summary>
    public string? Outage => Failure?.Message;

    /// <summary>Write requests made, retries among them; what the SDK repeats by itself counts once.</summary>
    public int Requests { get; init; }

    /// <summary>Requests made again after the SDK had given up on them.</summary>
    public int Retries { get; init; }
}
