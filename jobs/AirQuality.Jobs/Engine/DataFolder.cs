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

    /// <summary>Takes the right to run a cycle here: two at once would go over the same spool.</summary>
    /// <param name="holder">Names who takes it.</param>
    /// <param name="patience">How long to wait for a cycle of another process.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConfigurationException">Another process keeps it.</exception>
    public async Task<FolderLock> LockCyclesAsync(string holder, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken) =>
        await FolderLock.TakeAsync(CycleLock, holder, patience, time, cancellationToken)
        ?? throw new ConfigurationException($"Another process runs a cycle in '{Root}'. Wait for it, stop it, or give another --data.");
}
