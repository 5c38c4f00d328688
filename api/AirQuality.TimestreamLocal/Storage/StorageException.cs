namespace AirQuality.TimestreamLocal.Storage;

/// <summary>The data file cannot be used: it does not open, is not ours, is newer, damaged, locked, or the disk is full.</summary>
/// <param name="message">What happened, to which file, and what to do where something can be done.</param>
/// <param name="code">SQLite's result code, 0 where the fault was found by this program.</param>
public sealed class StorageException(string message, int code = 0) : Exception(message)
{
    /// <summary>SQLite's result code, 0 where the fault was found by this program.</summary>
    public int Code { get; } = code;

    /// <summary>Whether another process uses the file.</summary>
    public bool InUse { get; init; }
}
