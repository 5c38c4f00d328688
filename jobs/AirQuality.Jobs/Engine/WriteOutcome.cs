using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Engine;

/// <summary>Where the readings of a snapshot went: each is unchanged, stored, rejected or spooled; those filtered before are not among them.</summary>
/// <param name="Result">What became of the records that were written.</param>
internal sealed record WriteOutcome(WriteResult Result)
{
    /// <summary>Readings that the table held already.</summary>
    public required long Unchanged { get; init; }

    /// <summary>Readings that wait in the spool, those that an earlier cycle put there among them.</summary>
    public required long Spooled { get; init; }

    /// <summary>Milliseconds spent asking the table what it holds.</summary>
    public required double WatermarksMs { get; init; }

    /// <summary>Milliseconds spent writing, also dead letters and the spool.</summary>
    public required double WriteMs { get; init; }
}
