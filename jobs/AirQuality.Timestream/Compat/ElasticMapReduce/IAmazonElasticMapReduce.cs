using Amazon.ElasticMapReduce.Model;
using Amazon.Runtime;

namespace Amazon.ElasticMapReduce;

/// <summary>Amazon EMR: the operations of AWSSDK.ElasticMapReduce that this product calls.</summary>
public interface IAmazonElasticMapReduce : IAmazonService, IDisposable
{
    /// <summary>Gives a cluster work; it has no token against doing so twice.</summary>
    Task<AddJobFlowStepsResponse> AddJobFlowStepsAsync(AddJobFlowStepsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes work back; each step's fate is told on its own.</summary>
    Task<CancelStepsResponse> CancelStepsAsync(CancelStepsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describes a cluster.</summary>
    Task<DescribeClusterResponse> DescribeClusterAsync(DescribeClusterRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describes a step.</summary>
    Task<DescribeStepResponse> DescribeStepAsync(DescribeStepRequest request, CancellationToken cancellationToken = default);

    /// <summary>A cluster's steps, newest first, 50 a page at most.</summary>
    Task<ListStepsResponse> ListStepsAsync(ListStepsRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonElasticMapReduceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonElasticMapReduceClient(awsCredentials, (AmazonElasticMapReduceConfig)clientConfig);
}
