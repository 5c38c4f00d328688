using System.Net;
using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>The request names something that is not there, or asks for something that cannot be.</summary>
public class InvalidRequestException : AmazonElasticMapReduceException
{
    /// <summary>An error as the service described it.</summary>
    public InvalidRequestException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
