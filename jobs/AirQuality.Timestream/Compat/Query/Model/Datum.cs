namespace Amazon.TimestreamQuery.Model;

/// <summary>A value: exactly one of the members is set.</summary>
public class Datum
{
    /// <summary>An array.</summary>
    public List<Datum>? ArrayValue { get; set; }

    /// <summary>Whether the value is null.</summary>
    public bool? NullValue { get; set; }

    /// <summary>A row.</summary>
    public Row? RowValue { get; set; }

    /// <summary>A single value as text.</summary>
    public string? ScalarValue { get; set; }

    /// <summary>A time series.</summary>
    public List<TimeSeriesDataPoint>? TimeSeriesValue { get; set; }
}
