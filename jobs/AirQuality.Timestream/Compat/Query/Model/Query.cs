using Amazon.Runtime;

namespace Amazon.TimestreamQuery.Model;

/// <summary>Asks for a query's first page, or for the next.</summary>
public class QueryRequest : AmazonTimestreamQueryRequest
{
    /// <summary>At most this many rows a page, 1 to 1,000.</summary>
    public int? MaxRows { get; set; }

    /// <summary>The next page; null for the first.</summary>
    public string? NextToken { get; set; }

    /// <summary>The SQL text, the same for every page.</summary>
    public string? QueryString { get; set; }
}

/// <summary>One page of a result.</summary>
public class QueryResponse : AmazonWebServiceResponse
{
    /// <summary>The columns, on every page.</summary>
    public List<ColumnInfo>? ColumnInfo { get; set; }

    /// <summary>The next page; null on the last.</summary>
    public string? NextToken { get; set; }

    /// <summary>The query's id.</summary>
    public string? QueryId { get; set; }

    /// <summary>The page's rows; a page before the last may have none.</summary>
    public List<Row>? Rows { get; set; }
}
