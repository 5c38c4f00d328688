using System.Net;
using Amazon.Runtime;

namespace Amazon.TimestreamWrite.Model;

/// <summary>Some records of a request were refused; all the others are stored.</summary>
public class RejectedRecordsException : AmazonTimestreamWriteException
{
    /// <summary>An error as the service described it.</summary>
    public RejectedRecordsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>The refused records.</summary>
    public List<RejectedRecord>? RejectedRecords { get; set; }
}
