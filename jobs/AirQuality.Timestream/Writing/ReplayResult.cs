namespace AirQuality.Timestream.Writing;

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
