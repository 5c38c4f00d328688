namespace Amazon.TimestreamQuery.Model;

/// <summary>One instant of a time series.</summary>
public class TimeSeriesDataPoint
{
    /// <summary>The time, as Timestream prints it.</summary>
    public string? Time { get; set; }

    /// <summary>The value.</summary>
    public Datum? Value { get; set; }
}
