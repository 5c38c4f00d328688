namespace AirQuality.Timestream.Writing;

/// <summary>Records of one snapshot that wait for the table.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length, packed.</param>
public sealed record SpoolFile(string Path, long Bytes);

/// <summary>The first line of a spool file: says what must follow, so that a cut file is noticed.</summary>
/// <param name="Snapshot">The snapshot's id.</param>
/// <param name="Records">How many records follow.</param>
internal sealed record SpoolHeader(string Snapshot, int Records);

/// <summary>What a replay of the spool came to.</summary>
public sealed record ReplayResult
{
    /// <summary>Files whose records are all stored or dead-lettered, and which are gone.</summary>
    public int Files { get; init; }

    /// <summary>Records that the table now holds.</summary>
    public long Stored { get; init; }

    /// <summary>Records that the table refused; they are dead letters.</summary>
    public long Rejected { get; init; }

    /// <summary>Files that still wait.</summary>
    public int Waiting { get; init; }

    /// <summary>
    /// Files that could not be read to the end and were set aside, one message each; what could be read of them was delivered.
    /// </summary>
    public IReadOnlyList<string> Damaged { get; init; } = [];

    /// <summary>Why files still wait; null where none does.</summary>
    public TimestreamException? Failure { get; init; }
}
