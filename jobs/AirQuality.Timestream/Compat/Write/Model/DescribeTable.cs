using Amazon.Runtime;

namespace Amazon.TimestreamWrite.Model;

/// <summary>Asks for a table's description.</summary>
public class DescribeTableRequest : AmazonTimestreamWriteRequest
{
    /// <summary>The database that holds it.</summary>
    public string? DatabaseName { get; set; }

    /// <summary>Its name.</summary>
    public string? TableName { get; set; }
}

/// <summary>The table exists.</summary>
public class DescribeTableResponse : AmazonWebServiceResponse;
