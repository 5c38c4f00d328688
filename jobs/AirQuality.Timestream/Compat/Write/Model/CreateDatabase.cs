using Amazon.Runtime;

namespace Amazon.TimestreamWrite.Model;

/// <summary>Asks for a new database.</summary>
public class CreateDatabaseRequest : AmazonTimestreamWriteRequest
{
    /// <summary>Its name.</summary>
    public string? DatabaseName { get; set; }
}

/// <summary>The database was created.</summary>
public class CreateDatabaseResponse : AmazonWebServiceResponse;
