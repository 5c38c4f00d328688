using Amazon.Runtime;

namespace Amazon.TimestreamWrite.Model;

/// <summary>Asks to store records.</summary>
public class WriteRecordsRequest : AmazonTimestreamWriteRequest
{
    /// <summary>What all the records share.</summary>
    public Record? CommonAttributes { get; set; }

    /// <summary>The database of the table.</summary>
    public string? DatabaseName { get; set; }

    /// <summary>The records, 1 to 100.</summary>
    public List<Record>? Records { get; set; }

    /// <summary>The table.</summary>
    public string? TableName { get; set; }
}

/// <summary>All records are stored.</summary>
public class WriteRecordsResponse : AmazonWebServiceResponse;
