using AirQuality.Core.Records;

namespace AirQuality.Timestream.Writing;

/// <summary>
/// Something that will never be stored as it is, kept with the reason: a record that the table refused, or an entry of a feed that could
/// not be read.
/// </summary>
public sealed record DeadLetter
{
    /// <summary><c>record</c> or <c>entry</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Why: Timestream's words for a record, a stable code for an entry.</summary>
    public required string Reason { get; init; }

    /// <summary>The snapshot that it came from.</summary>
    public required string Source { get; init; }

    /// <summary>When it was put aside, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The refused record.</summary>
    public AirRecord? Record { get; init; }

    /// <summary>The version that the table held, where that was the reason.</summary>
    public long? ExistingVersion { get; init; }

    /// <summary>The reason for people, for an entry.</summary>
    public string? Detail { get; init; }

    /// <summary>The entry's first byte in the unpacked snapshot, counted from 0.</summary>
    public long? Offset { get; init; }

    /// <summary>The entry's place in the snapshot, counted from 0.</summary>
    public long? Index { get; init; }

    /// <summary>The entry as it came, perhaps cut.</summary>
    public string? Raw { get; init; }

    /// <summary>The letter for a record that the table refused.</summary>
    public static DeadLetter ForRecord(string source, RejectedRecord rejected, DateTimeOffset at) => new()
    {
        Kind = "record",
        Reason = rejected.Reason,
        Source = source,
        At = at,
        Record = rejected.Record,
        ExistingVersion = rejected.ExistingVersion,
    };

    /// <summary>The letter for an entry that could not be read.</summary>
    public static DeadLetter ForEntry(
        string source, long offset, long index, string reason, string detail, string raw, DateTimeOffset at) => new()
    {
        Kind = "entry",
        Reason = reason,
        Source = source,
        At = at,
        Detail = detail,
        Offset = offset,
        Index = index,
        Raw = raw,
    };
}
