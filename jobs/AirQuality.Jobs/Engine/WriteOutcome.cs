using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Engine;

/// <summary>Where the readings of a snapshot went: each is unchanged, stored, rejected or spooled; those filtered before are not among them.</summary>
internal sealed record WriteOutcome
{
    /// <summary>Readings that the table held already.</summary>
    public required long Unchanged { get; init; }

    /// <summary>Readings stored.</summary>
    public required long Stored { get; init; }

    /// <summary>Readings refused by the table, with its reasons.</summary>
    public required IReadOnlyList<RejectedRecord> Rejected { get; init; }

    /// <summary>Readings that wait in the spool, those that an earlier cycle put there among them.</summary>
    public required long Spooled { get; init; }

    /// <summary>Why readings wait in the spool.</summary>
    public required TimestreamException? Failure { get; init; }

    /// <summary>Write requests made.</summary>
    public required int Requests { get; init; }

    /// <summary>Of those, repeats.</summary>
    public required int Retries { get; init; }

    /// <summary>Milliseconds spent asking the table what it holds.</summary>
    public required double WatermarksMs { get; init; }

    /// <summary>Milliseconds spent writing, also dead letters and the spool.</summary>
    public required double WriteMs { get; init; }
}
