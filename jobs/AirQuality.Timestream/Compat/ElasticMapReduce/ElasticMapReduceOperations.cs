using System.Text.Json.Serialization.Metadata;
using AirQuality.Timestream.Compat.Protocol;
using Amazon.ElasticMapReduce.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.ElasticMapReduce;

/// <summary>The operations of EMR.</summary>
internal static class ElasticMapReduceOperations
{
    public static readonly Operation<AddJobFlowStepsRequest, AddJobFlowStepsResponse> AddJobFlowSteps =
        Of("AddJobFlowSteps", ElasticMapReduceJson.Default.AddJobFlowStepsRequest, ElasticMapReduceJson.Default.AddJobFlowStepsResponse);

    public static readonly Operation<CancelStepsRequest, CancelStepsResponse> CancelSteps =
        Of("CancelSteps", ElasticMapReduceJson.Default.CancelStepsRequest, ElasticMapReduceJson.Default.CancelStepsResponse);

    public static readonly Operation<DescribeClusterRequest, DescribeClusterResponse> DescribeCluster =
        Of("DescribeCluster", ElasticMapReduceJson.Default.DescribeClusterRequest, ElasticMapReduceJson.Default.DescribeClusterResponse);

    public static readonly Operation<DescribeStepRequest, DescribeStepResponse> DescribeStep =
        Of("DescribeStep", ElasticMapReduceJson.Default.DescribeStepRequest, ElasticMapReduceJson.Default.DescribeStepResponse);

    public static readonly Operation<ListStepsRequest, ListStepsResponse> ListSteps =
        Of("ListSteps", ElasticMapReduceJson.Default.ListStepsRequest, ElasticMapReduceJson.Default.ListStepsResponse);

    private static Operation<TRequest, TResponse> Of<TRequest, TResponse>(string name, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response)
        where TRequest : AmazonElasticMapReduceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        new(JsonProtocol.ElasticMapReduce, name, request, response, ReadError);

    private static AmazonElasticMapReduceException ReadError(ErrorResponse error, byte[] body) => error.Code switch
    {
        nameof(InvalidRequestException) => new InvalidRequestException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        _ => new AmazonElasticMapReduceException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
    };
}
