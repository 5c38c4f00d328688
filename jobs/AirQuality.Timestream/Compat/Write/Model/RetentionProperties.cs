namespace Amazon.TimestreamWrite.Model;

/// <summary>How long a table keeps its records.</summary>
public class RetentionProperties
{
    /// <summary>Days in the magnetic store, 1 to 73,000.</summary>
    public long? MagneticStoreRetentionPeriodInDays { get; set; }

    /// <summary>Hours in the memory store, 1 to 8,766.</summary>
    public long? MemoryStoreRetentionPeriodInHours { get; set; }
}
