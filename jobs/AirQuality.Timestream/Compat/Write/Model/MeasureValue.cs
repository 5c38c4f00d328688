namespace Amazon.TimestreamWrite.Model;

/// <summary>One measure of a MULTI record.</summary>
public class MeasureValue
{
    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>How it is stored.</summary>
    public MeasureValueType? Type { get; set; }

    /// <summary>Its value as text.</summary>
    public string? Value { get; set; }
}
