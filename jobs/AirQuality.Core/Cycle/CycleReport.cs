using System.Text.Json;
using System.Text.Json.Serialization;

namespace AirQuality.Core.Cycle;

/// <summary>How a cycle ended.</summary>
[JsonConverter(typeof(CycleStateConverter))]
public enum CycleState
{
    /// <summary>At least one reading was stored.</summary>
    Stored,

    /// <summary>The feed held nothing that the table does not hold, or the service said that it had not changed.</summary>
    Unchanged,

    /// <summary>The feed was well formed and held no entry at all: the source had nothing, nothing was lost here.</summary>
    Empty,

    /// <summary>There were entries, and none of them had anything to store: all were malformed, filtered or rejected.</summary>
    NothingStorable,

    /// <summary>The table could not be reached; readings wait in the spool.</summary>
    Spooled,

    /// <summary>The cycle was told to stop; what it had read is stored or waits in the spool.</summary>
    Interrupted,

    /// <summary>The cycle failed; <see cref="CycleReport.Error"/> says why. Nothing of the feed was written by halves.</summary>
    Failed,
}

/// <summary>Writes <see cref="CycleState"/> in snake_case, the words of the report's contract.</summary>
public sealed class CycleStateConverter() : JsonStringEnumConverter<CycleState>(JsonNamingPolicy.SnakeCaseLower);

/// <summary>Why a cycle failed.</summary>
/// <param name="Code">A stable code, such as <c>feed_unreachable</c>.</param>
/// <param name="Message">What happened, to which input, and what to do.</param>
/// <param name="Retryable">Whether a later cycle may succeed with nothing changed by hand.</param>
public sealed record CycleError(string Code, string Message, bool Retryable = false);

/// <summary>Milliseconds that each stage of a cycle took.</summary>
/// <param name="Fetch">Getting the snapshot.</param>
/// <param name="Parse">Parsing, filtering, indexing and grouping it.</param>
/// <param name="Land">Writing it to the landing zone.</param>
/// <param name="Watermarks">Asking the table what it holds.</param>
/// <param name="Write">Writing records, dead letters and the spool.</param>
/// <param name="Total">The whole cycle, earlier work that it caught up on included.</param>
public sealed record CycleMilliseconds(double Fetch, double Parse, double Land, double Watermarks, double Write, double Total);

/// <summary>Counts of records that earlier cycles left behind and this one went over before its own.</summary>
/// <param name="Snapshots">Snapshots of cut-short cycles that were gone over again.</param>
/// <param name="Stored">Records stored.</param>
/// <param name="Rejected">Records the table refused; dead-lettered.</param>
/// <param name="Waiting">Records still in the spool.</param>
public sealed record CatchUp(int Snapshots, long Stored, long Rejected, long Waiting)
{
    /// <summary>Nothing left behind.</summary>
    public static readonly CatchUp Nothing = new(0, 0, 0, 0);

    /// <summary>These counts and those of a snapshot gone over again.</summary>
    public CatchUp Plus(CycleReport snapshot) =>
        new(Snapshots + 1, Stored + snapshot.Stored, Rejected + snapshot.Rejected, Waiting + snapshot.Spooled);

    /// <summary>The counts as one JSON object on one line, names in snake_case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CycleReportJson.Default.CatchUp);
}

/// <summary>
/// What a cycle did, to the record. Two sums hold in every report (<see cref="SumsHold"/>):
/// <c>entries = malformed + merged + readings</c> and <c>readings = filtered + unchanged + stored + rejected + spooled</c>.
/// </summary>
public sealed record CycleReport
{
    private static readonly IReadOnlyDictionary<string, long> None = new Dictionary<string, long>();

    /// <summary>How the cycle ended.</summary>
    public required CycleState State { get; init; }

    /// <summary>Elements of the feed's array.</summary>
    public long Entries { get; init; }

    /// <summary>Entries that could not be read; dead-lettered.</summary>
    public long Malformed { get; init; }

    /// <summary>Entries that joined an earlier one of the same sensor and time.</summary>
    public long Merged { get; init; }

    /// <summary>Readings: distinct sensors and times, filtered ones included.</summary>
    public long Readings { get; init; }

    /// <summary>Readings with nothing left to store.</summary>
    public long Filtered { get; init; }

    /// <summary>Readings that the table holds already.</summary>
    public long Unchanged { get; init; }

    /// <summary>Readings written.</summary>
    public long Stored { get; init; }

    /// <summary>Readings that the table refused; dead-lettered.</summary>
    public long Rejected { get; init; }

    /// <summary>Readings that wait in the spool.</summary>
    public long Spooled { get; init; }

    /// <summary>Whether both sums hold; a report where they do not is a fault of the program.</summary>
    public bool SumsHold => Entries == Malformed + Merged + Readings && Readings == Filtered + Unchanged + Stored + Rejected + Spooled;

    /// <summary>The feed's name.</summary>
    public string? Feed { get; init; }

    /// <summary>The snapshot's id in the landing zone.</summary>
    public string? Snapshot { get; init; }

    /// <summary>The table it went to.</summary>
    public string? Target { get; init; }

    /// <summary>Over how many minutes the feed's values are means.</summary>
    public int? AveragingMinutes { get; init; }

    /// <summary>The oldest reading's time.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>The newest reading's time.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>How far times were moved because the snapshot was replayed as now, seconds.</summary>
    public double ShiftSeconds { get; init; }

    /// <summary>Bytes of JSON read.</summary>
    public long Bytes { get; init; }

    /// <summary>Stray bytes after the feed's array, tolerated.</summary>
    public long TrailingBytes { get; init; }

    /// <summary>Malformed entries by reason.</summary>
    public IReadOnlyDictionary<string, long> MalformedReasons { get; init; } = None;

    /// <summary>Filtered readings by reason.</summary>
    public IReadOnlyDictionary<string, long> FilteredReasons { get; init; } = None;

    /// <summary>Single values left out of readings that may have been kept, by reason.</summary>
    public IReadOnlyDictionary<string, long> FilteredValues { get; init; } = None;

    /// <summary>Rejected readings by the table's reason.</summary>
    public IReadOnlyDictionary<string, long> RejectedReasons { get; init; } = None;

    /// <summary>Sensor types that no rule knows, by name.</summary>
    public IReadOnlyDictionary<string, long> UnknownSensorTypes { get; init; } = None;

    /// <summary>Write requests sent.</summary>
    public long Requests { get; init; }

    /// <summary>Of those, repeats.</summary>
    public long Retries { get; init; }

    /// <summary>What earlier cycles left behind; null when there was nothing.</summary>
    public CatchUp? CaughtUp { get; init; }

    /// <summary>Milliseconds a stage.</summary>
    public CycleMilliseconds? Milliseconds { get; init; }

    /// <summary>Why it failed, or why readings wait in the spool.</summary>
    public CycleError? Error { get; init; }

    /// <summary>The report as one JSON object on one line, names in snake_case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CycleReportJson.Default.CycleReport);
}

/// <summary>Source-generated JSON of the report.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CycleReport))]
[JsonSerializable(typeof(CatchUp))]
internal sealed partial class CycleReportJson : JsonSerializerContext;
