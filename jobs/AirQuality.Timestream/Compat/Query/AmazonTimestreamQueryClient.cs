using AirQuality.Timestream.Compat.Protocol;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.TimestreamQuery.Model;

namespace Amazon.TimestreamQuery;

/// <summary>
/// Calls Timestream's query side over the SDK's own pipeline: credentials, signing, retries, endpoint discovery. Safe for concurrent use.
/// </summary>
public class AmazonTimestreamQueryClient : AmazonServiceClient, IAmazonTimestreamQuery
{
    private static readonly ServiceShape _shape = new("Timestream Query");

    /// <summary>A client that finds its credentials itself.</summary>
    public AmazonTimestreamQueryClient(AmazonTimestreamQueryConfig config)
        : base(config)
    {
    }

    /// <summary>A client with the given credentials.</summary>
    public AmazonTimestreamQueryClient(AWSCredentials credentials, AmazonTimestreamQueryConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => _shape;

    /// <inheritdoc/>
    public virtual Task<CancelQueryResponse> CancelQueryAsync(CancelQueryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CancelQueryResponse>(request, QueryOperations.CancelQuery.Discovered(EndpointOperation), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<QueryResponse>(request, QueryOperations.Query.Discovered(EndpointOperation), cancellationToken);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpoint());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Scheme());
    }

    /// <inheritdoc/>
    protected override IEnumerable<DiscoveryEndpointBase>? EndpointOperation(EndpointOperationContextBase context) =>
        EndpointDiscoveryResolver.ResolveEndpoints(
            context,
            () => Invoke<DescribeEndpointsResponse>(
                new DescribeEndpointsRequest(), QueryOperations.DescribeEndpoints.Direct()).ToDiscovered());
}
