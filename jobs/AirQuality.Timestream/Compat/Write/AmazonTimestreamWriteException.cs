using System.Net;
using Amazon.Runtime;

namespace Amazon.TimestreamWrite;

/// <summary>An error that Timestream's write side answered with; the error code names it.</summary>
public class AmazonTimestreamWriteException : AmazonServiceException
{
    /// <summary>An error as the service described it.</summary>
    public AmazonTimestreamWriteException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
