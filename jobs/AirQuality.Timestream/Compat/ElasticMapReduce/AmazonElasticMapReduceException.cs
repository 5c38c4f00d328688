using System.Net;
using Amazon.Runtime;

namespace Amazon.ElasticMapReduce;

/// <summary>An error that Amazon EMR answered with; the error code names it.</summary>
public class AmazonElasticMapReduceException : AmazonServiceException
{
    /// <summary>An error as the service described it.</summary>
    public AmazonElasticMapReduceException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
