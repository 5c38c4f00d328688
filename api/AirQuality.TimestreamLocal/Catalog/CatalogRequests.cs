namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>The members of CreateDatabase, DescribeDatabase, UpdateDatabase and DeleteDatabase.</summary>
/// <param name="DatabaseName">The database.</param>
/// <param name="KmsKeyId">Its key.</param>
internal sealed record DatabaseRequest(string? DatabaseName, string? KmsKeyId);

/// <summary>The members of CreateTable, DescribeTable, UpdateTable and DeleteTable.</summary>
/// <param name="DatabaseName">The database.</param>
/// <param name="TableName">The table.</param>
/// <param name="RetentionProperties">How long each store keeps records.</param>
/// <param name="MagneticStoreWriteProperties">Whether late records are taken.</param>
/// <param name="Schema">The partition key.</param>
internal sealed record TableRequest(
    string? DatabaseName,
    string? TableName,
    RetentionProperties? RetentionProperties,
    MagneticStoreWriteProperties? MagneticStoreWriteProperties,
    TableKeySchema? Schema);

/// <summary>The members of ListDatabases and ListTables.</summary>
/// <param name="DatabaseName">ListTables: one database; null for all.</param>
/// <param name="NextToken">Where to go on.</param>
/// <param name="MaxResults">1 to 20, 20 when absent.</param>
internal sealed record ListRequest(string? DatabaseName, string? NextToken, int? MaxResults);
