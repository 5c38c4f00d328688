namespace Amazon.TimestreamWrite.Model;

/// <summary>A name and a text that say what a series is about.</summary>
public class Dimension
{
    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>The text; never empty.</summary>
    public string? Value { get; set; }
}
