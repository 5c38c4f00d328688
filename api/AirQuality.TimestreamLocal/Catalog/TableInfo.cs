namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>A database, as DescribeDatabase shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KmsKeyId">The key it was created with; kept and echoed, nothing is encrypted.</param>
/// <param name="CreatedMs">When it was created, milliseconds since 1970 UTC.</param>
/// <param name="UpdatedMs">When it was last changed.</param>
internal sealed record DatabaseInfo(string Name, string? KmsKeyId, long CreatedMs, long UpdatedMs);

/// <summary>A table, as DescribeTable shows it.</summary>
/// <param name="Database">Its database.</param>
/// <param name="Name">Its name.</param>
/// <param name="Properties">What the caller set.</param>
/// <param name="CreatedMs">When it was created, milliseconds since 1970 UTC.</param>
/// <param name="UpdatedMs">When it was last changed.</param>
internal sealed record TableInfo(string Database, string Name, TableProperties Properties, long CreatedMs, long UpdatedMs);

/// <summary>What a caller sets on a table.</summary>
/// <param name="RetentionProperties">How long each store keeps records.</param>
/// <param name="MagneticStoreWriteProperties">Whether records older than the memory store's window are taken.</param>
/// <param name="Schema">The partition key.</param>
internal sealed record TableProperties(
    RetentionProperties RetentionProperties,
    MagneticStoreWriteProperties MagneticStoreWriteProperties,
    TableKeySchema Schema);

/// <summary>How long each store keeps records (Timestream developer guide, Quotas: 1–8,766 hours, 1–73,000 days).</summary>
/// <param name="MemoryStoreRetentionPeriodInHours">Memory store, default 6 hours.</param>
/// <param name="MagneticStoreRetentionPeriodInDays">Magnetic store, default 73,000 days.</param>
internal sealed record RetentionProperties(long? MemoryStoreRetentionPeriodInHours, long? MagneticStoreRetentionPeriodInDays);

/// <summary>Whether records older than the memory store's window are taken, and where refused ones would go.</summary>
/// <param name="EnableMagneticStoreWrites">Whether they are taken.</param>
/// <param name="MagneticStoreRejectedDataLocation">Kept and echoed; nothing is sent to S3.</param>
internal sealed record MagneticStoreWriteProperties(
    bool? EnableMagneticStoreWrites, MagneticStoreRejectedDataLocation? MagneticStoreRejectedDataLocation = null);

/// <summary>Where the service would put refused records.</summary>
/// <param name="S3Configuration">The bucket.</param>
internal sealed record MagneticStoreRejectedDataLocation(S3Configuration? S3Configuration);

/// <summary>A bucket for refused records.</summary>
/// <param name="BucketName">The bucket.</param>
/// <param name="ObjectKeyPrefix">A prefix of the objects' keys.</param>
/// <param name="EncryptionOption">SSE_S3 or SSE_KMS.</param>
/// <param name="KmsKeyId">The key for SSE_KMS.</param>
internal sealed record S3Configuration(string? BucketName, string? ObjectKeyPrefix, string? EncryptionOption, string? KmsKeyId);

/// <summary>A table's schema: its partition key.</summary>
/// <param name="CompositePartitionKey">The key's parts; one in practice.</param>
internal sealed record TableKeySchema(IReadOnlyList<PartitionKey>? CompositePartitionKey);

/// <summary>A part of a partition key.</summary>
/// <param name="Type">DIMENSION or MEASURE.</param>
/// <param name="Name">The dimension, for DIMENSION.</param>
/// <param name="EnforcementInRecord">REQUIRED: a record without the dimension is rejected; OPTIONAL.</param>
internal sealed record PartitionKey(string? Type, string? Name, string? EnforcementInRecord);
