namespace Amazon.TimestreamWrite.Model;

/// <summary>A record that Timestream refused.</summary>
public class RejectedRecord
{
    /// <summary>The version stored already, where that is the reason.</summary>
    public long? ExistingVersion { get; set; }

    /// <summary>Why, for people.</summary>
    public string? Reason { get; set; }

    /// <summary>The record's place in the request, counted from 0.</summary>
    public int? RecordIndex { get; set; }
}
