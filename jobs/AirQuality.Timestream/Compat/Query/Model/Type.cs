namespace Amazon.TimestreamQuery.Model;

/// <summary>A type: exactly one of the members is set.</summary>
public class Type
{
    /// <summary>What an array holds.</summary>
    public ColumnInfo? ArrayColumnInfo { get; set; }

    /// <summary>What a row holds.</summary>
    public List<ColumnInfo>? RowColumnInfo { get; set; }

    /// <summary>A single value.</summary>
    public ScalarType? ScalarType { get; set; }

    /// <summary>What a time series holds.</summary>
    public ColumnInfo? TimeSeriesMeasureValueColumnInfo { get; set; }
}
