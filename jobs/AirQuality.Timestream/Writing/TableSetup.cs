using Amazon.Runtime;
using Amazon.TimestreamWrite;
using Amazon.TimestreamWrite.Model;

namespace AirQuality.Timestream.Writing;

/// <summary>Makes the database and the table where they are missing, and changes nothing where they are not.</summary>
/// <param name="client">The client; not disposed of.</param>
/// <param name="options">Valid settings.</param>
public sealed class TableSetup(IAmazonTimestreamWrite client, TimestreamOptions options)
{
    /// <summary>How long the memory store keeps a record. Older ones go to the magnetic store.</summary>
    public const int MemoryHours = 24;

    /// <summary>How long the magnetic store keeps a record: ten years.</summary>
    public const int MagneticDays = 3_650;

    /// <summary>Makes what is missing. Safe to repeat, and to run in two places at once.</summary>
    /// <returns>Whether the table is new.</returns>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public async Task<bool> EnsureAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            if (await TableExistsAsync(cancellationToken))
                return false;
            var database = new CreateDatabaseRequest { DatabaseName = options.Database };
            await CreateAsync(() => client.CreateDatabaseAsync(database, cancellationToken));
            return await CreateAsync(() => client.CreateTableAsync(NewTable(), cancellationToken));
        }
        catch (Exception exception)
            when (!cancellationToken.IsCancellationRequested && TimestreamErrors.From(exception, options) is { } failure)
        {
            throw failure;
        }
    }

    private async Task<bool> TableExistsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var request = new DescribeTableRequest { DatabaseName = options.Database, TableName = options.Table };
            await client.DescribeTableAsync(request, cancellationToken);
            return true;
        }
        catch (AmazonServiceException missing) when (missing.ErrorCode == "ResourceNotFoundException")
        {
            return false;
        }
    }

    private static async Task<bool> CreateAsync(Func<Task> create)
    {
        try
        {
            await create();
            return true;
        }
        catch (AmazonServiceException exists) when (exists.ErrorCode == "ConflictException")
        {
            return false;
        }
    }

    private CreateTableRequest NewTable() => new()
    {
        DatabaseName = options.Database,
        TableName = options.Table,
        RetentionProperties = new RetentionProperties
        {
            MemoryStoreRetentionPeriodInHours = MemoryHours,
            MagneticStoreRetentionPeriodInDays = MagneticDays,
        },
        MagneticStoreWriteProperties = new MagneticStoreWriteProperties { EnableMagneticStoreWrites = true },
    };
}
