using Amazon.Runtime;
using Amazon.TimestreamWrite.Model;

namespace Amazon.TimestreamWrite;

/// <summary>Timestream's write side: the operations of AWSSDK.TimestreamWrite that this product calls.</summary>
public interface IAmazonTimestreamWrite : IAmazonService, IDisposable
{
    /// <summary>Creates a database.</summary>
    Task<CreateDatabaseResponse> CreateDatabaseAsync(CreateDatabaseRequest request, CancellationToken cancellationToken = default);

    /// <summary>Creates a table.</summary>
    Task<CreateTableResponse> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describes a table; fails with ResourceNotFoundException where it or its database is missing.</summary>
    Task<DescribeTableResponse> DescribeTableAsync(DescribeTableRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes at most 100 records; <see cref="RejectedRecordsException"/> lists those refused while the others are stored.
    /// </summary>
    Task<WriteRecordsResponse> WriteRecordsAsync(WriteRecordsRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonTimestreamWriteConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonTimestreamWriteClient(awsCredentials, (AmazonTimestreamWriteConfig)clientConfig);
}
