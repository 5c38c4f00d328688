using System.Net;
using Amazon.Runtime;

namespace Amazon.TimestreamQuery;

/// <summary>An error that Timestream's query side answered with; the error code names it.</summary>
public class AmazonTimestreamQueryException : AmazonServiceException
{
    /// <summary>An error as the service described it.</summary>
    public AmazonTimestreamQueryException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
