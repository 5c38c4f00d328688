namespace Amazon.TimestreamQuery.Model;

/// <summary>A column: its name and type.</summary>
public class ColumnInfo
{
    /// <summary>The name; null for what an array or a time series holds.</summary>
    public string? Name { get; set; }

    /// <summary>The type.</summary>
    public Type? Type { get; set; }
}
