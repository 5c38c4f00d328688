using AirQuality.Core.Feed;
using AirQuality.Core.Readings;

namespace AirQuality.Core.Archive;

/// <summary>What a day of a sensor's archive gave: 24 hours = readings + too sparse + filtered.</summary>
public sealed record ArchiveDay
{
    /// <summary>What is wrong with its file as a whole, by the codes of <see cref="ArchiveDamage"/>; null where it was read or there is none.</summary>
    public required string? FileDamage { get; init; }

    /// <summary>What became of its rows.</summary>
    public required ArchiveRowCounts Rows { get; init; }

    /// <summary>A reading for each hour's end with a mean of at least one quantity, by time; the last one's time is the next day's start.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>Hours without one: of no quantity have 18 of the 24 hours before a mean.</summary>
    public required int TooSparse { get; init; }

    /// <summary>Hours with one that is not to be stored, such as <c>dummy_location</c>.</summary>
    public required ReasonCounts Filtered { get; init; }
}
