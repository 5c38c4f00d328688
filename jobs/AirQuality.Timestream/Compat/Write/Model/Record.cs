namespace Amazon.TimestreamWrite.Model;

/// <summary>A row to store, or what the rows of a request share.</summary>
public class Record
{
    /// <summary>The dimensions; null where there are none.</summary>
    public List<Dimension>? Dimensions { get; set; }

    /// <summary>The measure's name, or the name of a group of measures.</summary>
    public string? MeasureName { get; set; }

    /// <summary>The measures of a MULTI record.</summary>
    public List<MeasureValue>? MeasureValues { get; set; }

    /// <summary>How the measure is stored.</summary>
    public MeasureValueType? MeasureValueType { get; set; }

    /// <summary>The time since 1970-01-01 UTC as a whole number, in <see cref="TimeUnit"/>.</summary>
    public string? Time { get; set; }

    /// <summary>The unit of <see cref="Time"/>.</summary>
    public TimeUnit? TimeUnit { get; set; }

    /// <summary>The record's version, at least 1.</summary>
    public long? Version { get; set; }
}
