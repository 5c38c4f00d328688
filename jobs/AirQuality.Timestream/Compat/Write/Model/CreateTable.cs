using Amazon.Runtime;

namespace Amazon.TimestreamWrite.Model;

/// <summary>Asks for a new table.</summary>
public class CreateTableRequest : AmazonTimestreamWriteRequest
{
    /// <summary>The database that will hold it.</summary>
    public string? DatabaseName { get; set; }

    /// <summary>Whether records too old for the memory store go to the magnetic store.</summary>
    public MagneticStoreWriteProperties? MagneticStoreWriteProperties { get; set; }

    /// <summary>How long records are kept.</summary>
    public RetentionProperties? RetentionProperties { get; set; }

    /// <summary>Its name.</summary>
    public string? TableName { get; set; }
}

/// <summary>The table was created.</summary>
public class CreateTableResponse : AmazonWebServiceResponse;
