namespace Amazon.TimestreamWrite.Model;

/// <summary>How late records are treated.</summary>
public class MagneticStoreWriteProperties
{
    /// <summary>Whether records too old for the memory store go to the magnetic store.</summary>
    public bool? EnableMagneticStoreWrites { get; set; }
}
