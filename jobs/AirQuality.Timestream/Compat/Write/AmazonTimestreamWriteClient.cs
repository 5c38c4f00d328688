using AirQuality.Timestream.Compat.Protocol;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.TimestreamWrite.Model;

namespace Amazon.TimestreamWrite;

/// <summary>
/// Calls Timestream's write side over the SDK's own pipeline: credentials, signing, retries, endpoint discovery. Safe for concurrent use.
/// </summary>
public class AmazonTimestreamWriteClient : AmazonServiceClient, IAmazonTimestreamWrite
{
    private static readonly ServiceShape _shape = new("Timestream Write");

    /// <summary>A client that finds its credentials itself.</summary>
    public AmazonTimestreamWriteClient(AmazonTimestreamWriteConfig config)
        : base(config)
    {
    }

    /// <summary>A client with the given credentials.</summary>
    public AmazonTimestreamWriteClient(AWSCredentials credentials, AmazonTimestreamWriteConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => _shape;

    /// <inheritdoc/>
    public virtual Task<CreateDatabaseResponse> CreateDatabaseAsync(
        CreateDatabaseRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateDatabaseResponse>(request, WriteOperations.CreateDatabase.Discovered(EndpointOperation), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<CreateTableResponse> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateTableResponse>(request, WriteOperations.CreateTable.Discovered(EndpointOperation), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeTableResponse> DescribeTableAsync(
        DescribeTableRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeTableResponse>(request, WriteOperations.DescribeTable.Discovered(EndpointOperation), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<WriteRecordsResponse> WriteRecordsAsync(
        WriteRecordsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<WriteRecordsResponse>(request, WriteOperations.WriteRecords.Discovered(EndpointOperation), cancellationToken);

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
                new DescribeEndpointsRequest(), WriteOperations.DescribeEndpoints.Direct()).ToDiscovered());
}
