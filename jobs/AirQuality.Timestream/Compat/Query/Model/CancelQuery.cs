using Amazon.Runtime;

namespace Amazon.TimestreamQuery.Model;

/// <summary>Asks to give up a query.</summary>
public class CancelQueryRequest : AmazonTimestreamQueryRequest
{
    /// <summary>The query.</summary>
    public string? QueryId { get; set; }
}

/// <summary>The query ends.</summary>
public class CancelQueryResponse : AmazonWebServiceResponse;
