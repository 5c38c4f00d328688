using AirQuality.Timestream.Compat.Protocol;
using Amazon.ElasticMapReduce.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.ElasticMapReduce;

/// <summary>Calls Amazon EMR over the SDK's own pipeline: credentials, signing, retries. Safe for concurrent use.</summary>
public class AmazonElasticMapReduceClient : AmazonServiceClient, IAmazonElasticMapReduce
{
    private static readonly ServiceShape _shape = new("EMR");

    /// <summary>A client that finds its credentials itself.</summary>
    public AmazonElasticMapReduceClient(AmazonElasticMapReduceConfig config)
        : base(config)
    {
    }

    /// <summary>A client with the given credentials.</summary>
    public AmazonElasticMapReduceClient(AWSCredentials credentials, AmazonElasticMapReduceConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => _shape;

    /// <inheritdoc/>
    public virtual Task<AddJobFlowStepsResponse> AddJobFlowStepsAsync(AddJobFlowStepsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AddJobFlowStepsResponse>(request, ElasticMapReduceOperations.AddJobFlowSteps.Direct(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<CancelStepsResponse> CancelStepsAsync(CancelStepsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CancelStepsResponse>(request, ElasticMapReduceOperations.CancelSteps.Direct(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeClusterResponse> DescribeClusterAsync(DescribeClusterRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeClusterResponse>(request, ElasticMapReduceOperations.DescribeCluster.Direct(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeStepResponse> DescribeStepAsync(DescribeStepRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeStepResponse>(request, ElasticMapReduceOperations.DescribeStep.Direct(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListStepsResponse> ListStepsAsync(ListStepsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListStepsResponse>(request, ElasticMapReduceOperations.ListSteps.Direct(), cancellationToken);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpoint());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Scheme());
    }
}
