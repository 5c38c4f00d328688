namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>The members of CreateDatabase, DescribeDatabase, UpdateDatabase and DeleteDatabase.</summary>
/// <param name="DatabaseName">The database.</param>
/// <param name="KmsKeyId">Its key.</param>
/// <param name="Tags">CreateDatabase: its tags.</param>
internal sealed record DatabaseRequest(string? DatabaseName, string? KmsKeyId, IReadOnlyList<Tag>? Tags);

/// <summary>The members of CreateTable, DescribeTable, UpdateTable and DeleteTable.</summary>
/// <param name="DatabaseName">The database.</param>
/// <param name="TableName">The table.</param>
/// <param name="RetentionProperties">How long each store keeps records.</param>
/// <param name="MagneticStoreWriteProperties">Whether late records are taken.</param>
/// <param name="Schema">The partition key.</param>
/// <param name="Tags">CreateTable: its tags.</param>
internal sealed record TableRequest(
    string? DatabaseName,
    string? TableName,
    RetentionProperties? RetentionProperties,
    MagneticStoreWriteProperties? MagneticStoreWriteProperties,
    TableKeySchema? Schema,
    IReadOnlyList<Tag>? Tags);

/// <summary>A tag of a database or table.</summary>
/// <param name="Key">1 to 128 characters.</param>
/// <param name="Value">Up to 256 characters.</param>
internal sealed record Tag(string? Key, string? Value);

/// <summary>The members of TagResource, UntagResource and ListTagsForResource.</summary>
/// <param name="ResourceARN">The database or table.</param>
/// <param name="Tags">TagResource: tags to set.</param>
/// <param name="TagKeys">UntagResource: keys of tags to take away.</param>
/// <param name="NextToken">ListTagsForResource: where to go on.</param>
/// <param name="MaxResults">ListTagsForResource: 1 to 200, 200 when absent.</param>
internal sealed record TagRequest(
    string? ResourceARN, IReadOnlyList<Tag>? Tags, IReadOnlyList<string>? TagKeys, string? NextToken, int? MaxResults);

/// <summary>The members of UpdateAccountSettings.</summary>
/// <param name="MaxQueryTCU">The most compute units that queries may use.</param>
/// <param name="QueryPricingModel">How queries are billed.</param>
internal sealed record AccountSettingsRequest(int? MaxQueryTCU, string? QueryPricingModel);

/// <summary>The members of ListDatabases and ListTables.</summary>
/// <param name="DatabaseName">ListTables: one database; null for all.</param>
/// <param name="NextToken">Where to go on.</param>
/// <param name="MaxResults">1 to 20, 20 when absent.</param>
internal sealed record ListRequest(string? DatabaseName, string? NextToken, int? MaxResults);
