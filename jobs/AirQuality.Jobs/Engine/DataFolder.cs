using AirQuality.Jobs.Settings;
using AirQuality.TimestreamLocal.Hosting;

namespace AirQuality.Jobs.Engine;

/// <summary>Where each thing lies in the folder that holds everything a machine keeps.</summary>
/// <param name="Root">The folder, <c>--data</c>.</param>
internal sealed record DataFolder(string Root)
{
    /// <summary>The embedded store's file.</summary>
    public string StoreFile => Path.Combine(Root, FolderStore.FileName);

    /// <summary>Held by the process that runs cycles.</summary>
    public string CycleLock => Path.Combine(Root, "cycle.lock");

    /// <summary>Accepted snapshots.</summary>
    public string Landing => Path.Combine(Root, "landing");

    /// <summary>Malformed entries and refused records.</summary>
    public string DeadLetter => Path.Combine(Root, "dead-letter");

    /// <summary>Records that wait, in a folder a table.</summary>
    public string Spool => Path.Combine(Root, "spool");

    /// <summary>What was done of the archive, in a folder a table.</summary>
    public string Backfill => Path.Combine(Root, "backfill");

    /// <summary>Takes the right to run backfills here; a cycle may run beside one.</summary>
    /// <exception cref="ConfigurationException">Another process has it.</exception>
    public FolderLock LockBackfills() =>
        FolderLock.TryTake(Path.Combine(Root, "backfill.lock"))
        ?? throw new ConfigurationException($"Another process fills '{Root}' from the archive. Wait for it, stop it, or give another --data.");

    /// <summary>Takes the right to run cycles here: two at once would go over the same spool.</summary>
    /// <exception cref="ConfigurationException">Another process has it.</exception>
    public FolderLock LockCycles() =>
        FolderLock.TryTake(CycleLock)
        ?? throw new ConfigurationException($"Another process runs cycles in '{Root}'. Wait for it, stop it, or give another --data.");
}
