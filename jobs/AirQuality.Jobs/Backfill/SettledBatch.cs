using System.Text.Json;
using AirQuality.Core.Cycle;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Backfill;

/// <summary>What became of some days of a unit.</summary>
/// <param name="Counts">Their files, rows and hours.</param>
/// <param name="Finished">Days of which each hour is stored, refused, filtered or too sparse.</param>
/// <param name="DeadLetters">Files and rows that could not be used, and hours that the table refused.</param>
internal sealed record SettledBatch(BackfillCounts Counts, IReadOnlyList<DateOnly> Finished, IReadOnlyList<DeadLetter> DeadLetters);

/// <summary>How a unit ended.</summary>
/// <param name="FilesLeft">Files that were not read, because the unit ended early.</param>
/// <param name="TableFailure">Why the table did not take everything; null when it did.</param>
/// <param name="SourceFailure">Why a file could not be read; not retryable where the source told us to stay away. Null when all could.</param>
/// <param name="Stored">Hours stored.</param>
/// <param name="TooOld">Hours that the table refused for their age.</param>
internal sealed record UnitOutcome(
    int FilesLeft, CycleError? TableFailure = null, CycleError? SourceFailure = null, long Stored = 0, long TooOld = 0);

/// <summary>What a worker elsewhere sends back of a unit: all that is to be kept of it.</summary>
/// <param name="UnitId">The unit, <see cref="BackfillUnit.Id"/>.</param>
/// <param name="Batches">Its batches, in order.</param>
/// <param name="Outcome">How it ended.</param>
internal sealed record UnitReport(string UnitId, IReadOnlyList<SettledBatch> Batches, UnitOutcome Outcome)
{
    /// <summary>One JSON object, which <see cref="FromJson"/> reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BackfillJson.Default.UnitReport);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no report.</exception>
    public static UnitReport FromJson(string json) =>
        JsonSerializer.Deserialize(json, BackfillJson.Default.UnitReport) ?? throw new JsonException("The text 'null' is no report of a unit.");
}
