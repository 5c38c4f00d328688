using Amazon.Runtime;

namespace Amazon.TimestreamQuery;

/// <summary>The base of every request to the query side.</summary>
public class AmazonTimestreamQueryRequest : AmazonWebServiceRequest;
