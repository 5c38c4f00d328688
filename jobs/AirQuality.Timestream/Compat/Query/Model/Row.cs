namespace Amazon.TimestreamQuery.Model;

/// <summary>A row of values, in the order of the columns.</summary>
public class Row
{
    /// <summary>The values.</summary>
    public List<Datum>? Data { get; set; }
}
