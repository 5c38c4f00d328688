using Amazon.Runtime;
using Amazon.TimestreamQuery.Model;

namespace Amazon.TimestreamQuery;

/// <summary>Timestream's query side: the operations of AWSSDK.TimestreamQuery that this product calls.</summary>
public interface IAmazonTimestreamQuery : IAmazonService, IDisposable
{
    /// <summary>Gives up a query.</summary>
    Task<CancelQueryResponse> CancelQueryAsync(CancelQueryRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs a query, or fetches its next page.</summary>
    Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonTimestreamQueryConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonTimestreamQueryClient(awsCredentials, (AmazonTimestreamQueryConfig)clientConfig);
}
