using AirQuality.TimestreamLocal.Protocol;

namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>What may be set on a table, and what holds where nothing was set (Timestream API, CreateTable and UpdateTable).</summary>
internal static class TableRules
{
    private const long MostHours = 8_766;
    private const long MostDays = 73_000;

    private static readonly TableProperties Defaults = new(
        new(MemoryStoreRetentionPeriodInHours: 6, MagneticStoreRetentionPeriodInDays: MostDays),
        new(EnableMagneticStoreWrites: false),
        new([new PartitionKey("MEASURE", null, null)]));

    /// <summary>The properties of a new table.</summary>
    public static TableProperties ForNew(TableRequest request) => Merge(Defaults, request);

    /// <summary>A table's properties after an update.</summary>
    /// <exception cref="ServiceException">ValidationException: the partition key itself cannot change.</exception>
    public static TableProperties ForUpdate(TableProperties current, TableRequest request)
    {
        var changed = Merge(current, request);
        if (!KeyOf(changed).SequenceEqual(KeyOf(current)))
            throw ServiceException.Validation(
                "The partition key of a table cannot be changed; only the enforcement of a dimension key (EnforcementInRecord) can.");
        return changed;
    }

    /// <summary>Notes breaches of the service model.</summary>
    public static void Check(TableRequest request, Constraints constraints)
    {
        if (request.RetentionProperties is { } retention)
            CheckRetention(retention, constraints);
        if (request.MagneticStoreWriteProperties is { } magnetic)
        {
            constraints.Required(magnetic.EnableMagneticStoreWrites, "magneticStoreWriteProperties.enableMagneticStoreWrites");
            constraints.OneOf(
                magnetic.MagneticStoreRejectedDataLocation?.S3Configuration?.EncryptionOption,
                "magneticStoreWriteProperties.magneticStoreRejectedDataLocation.s3Configuration.encryptionOption",
                "SSE_S3",
                "SSE_KMS");
        }

        if (request.Schema?.CompositePartitionKey is { } key)
            CheckKey(key, constraints);
    }

    private static void CheckRetention(RetentionProperties retention, Constraints constraints)
    {
        const string memory = "retentionProperties.memoryStoreRetentionPeriodInHours";
        const string magnetic = "retentionProperties.magneticStoreRetentionPeriodInDays";
        constraints.Required(retention.MemoryStoreRetentionPeriodInHours, memory);
        constraints.Range(retention.MemoryStoreRetentionPeriodInHours, memory, 1, MostHours);
        constraints.Required(retention.MagneticStoreRetentionPeriodInDays, magnetic);
        constraints.Range(retention.MagneticStoreRetentionPeriodInDays, magnetic, 1, MostDays);
    }

    private static void CheckKey(IReadOnlyList<PartitionKey> key, Constraints constraints)
    {
        const string path = "schema.compositePartitionKey";
        if (key.Count != 1)
            constraints.Add("[]", path, "Member must have length equal to 1");
        for (int i = 0; i < key.Count; i++)
        {
            var element = MemberPath.Of(path, i);
            if (constraints.Required(key[i].Type, element.Member("type").ToString()))
                constraints.OneOf(key[i].Type, element.Member("type").ToString(), "DIMENSION", "MEASURE");
            if (key[i].Type == "DIMENSION" && constraints.Required(key[i].Name, element.Member("name").ToString()))
                constraints.Length(key[i].Name, element.Member("name").ToString(), 1, 60);
            constraints.OneOf(key[i].EnforcementInRecord, element.Member("enforcementInRecord").ToString(), "REQUIRED", "OPTIONAL");
        }
    }

    private static TableProperties Merge(TableProperties current, TableRequest request) => new(
        request.RetentionProperties ?? current.RetentionProperties,
        request.MagneticStoreWriteProperties ?? current.MagneticStoreWriteProperties,
        request.Schema?.CompositePartitionKey is null ? current.Schema : request.Schema);

    private static IEnumerable<(string?, string?)> KeyOf(TableProperties table) =>
        table.Schema.CompositePartitionKey!.Select(key => (key.Type, key.Name));
}
