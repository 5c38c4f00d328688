using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using AirQuality.Jobs.Engine;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Landing;

/// <summary>
/// The folder <c>landing/</c>: every accepted snapshot, gzipped, with what is known of it beside it. A snapshot is here before any of
/// its readings is written, and marked finished after the last one is accounted for, so a cycle that was cut short can be gone over again.
/// </summary>
internal sealed class LandingZone(string folder, TimeProvider time)
{
    /// <summary>How names of files begin that are still being received.</summary>
    public const string IncomingPrefix = ".incoming-";

    private const string MetaEnding = ".meta.json";
    private const string SnapshotEnding = ".json.gz";
    private readonly List<string> _unreadable = [];
    private SortedDictionary<string, LandedSnapshot>? _snapshots;

    /// <summary>Where it is.</summary>
    public string Folder { get; } = folder;

    /// <summary>Accepts a snapshot: copies it in, gzipped. Content that lies here already for the same table and shift is not copied again.</summary>
    public async Task<LandedSnapshot> AcceptAsync(
        IncomingSnapshot incoming, string sha256, long shiftMs, TableAddress table, CancellationToken cancellationToken)
    {
        var known = Snapshots.Values.FirstOrDefault(s =>
            s.Sha256 == sha256 && s.ShiftMs == shiftMs && s.Destination == table.Destination && s.AveragingMinutes == incoming.Feed.AveragingMinutes);
        if (known is not null)
            return known;

        var now = time.GetUtcNow();
        var landed = new LandedSnapshot
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd'T'HHmmssfff'Z'}-{incoming.Feed.Name}-{sha256.AsSpan(0, 12)}"),
            Feed = incoming.Feed.Name,
            Location = incoming.Feed.Location.ToString(),
            AveragingMinutes = incoming.Feed.AveragingMinutes,
            ShiftMs = shiftMs,
            Sha256 = sha256,
            ReceivedAt = now,
            Target = table.Target,
            Destination = table.Destination,
            ETag = incoming.ETag,
            LastModified = incoming.LastModified,
        };
        await CopyInAsync(incoming, SnapshotPath(landed), cancellationToken);
        await SaveAsync(landed);
        return landed;
    }

    /// <summary>Notes that every reading of a snapshot is accounted for.</summary>
    public Task FinishAsync(LandedSnapshot snapshot) => SaveAsync(snapshot with { FinishedAt = time.GetUtcNow() });

    /// <summary>Snapshots for a table that a cycle did not finish, oldest first.</summary>
    public IReadOnlyList<LandedSnapshot> Unfinished(TableAddress table) => [.. Of(table).Where(s => s.FinishedAt is null)];

    /// <summary>Snapshots for a table, oldest first.</summary>
    public IReadOnlyList<LandedSnapshot> Of(TableAddress table) => [.. Snapshots.Values.Where(s => s.Destination == table.Destination)];

    /// <summary>The validators of the newest snapshot of a feed, if that one was finished: only then may an unchanged feed end a cycle.</summary>
    public FeedValidators? ValidatorsOf(FeedSource feed, TableAddress table)
    {
        var newest = Snapshots.Values.LastOrDefault(s => s.Location == feed.Location.ToString() && s.Target == table.Target);
        return newest is { FinishedAt: not null, ShiftMs: 0 } ? new(newest.ETag, newest.LastModified) : null;
    }

    /// <summary>How far equal content was shifted when it was last replayed as now, if that was after <paramref name="since"/>.</summary>
    public long? ShiftOf(string sha256, TableAddress table, DateTimeOffset since) =>
        Of(table).LastOrDefault(s => s.Sha256 == sha256 && s.ShiftMs != 0 && s.ReceivedAt >= since)?.ShiftMs;

    /// <summary>Where a snapshot's gzipped JSON lies.</summary>
    public string SnapshotPath(LandedSnapshot snapshot) => Path.Combine(Folder, snapshot.Id + SnapshotEnding);

    /// <summary>Deletes finished snapshots older than <paramref name="keep"/>, but for the newest of each feed, and what was left half received.</summary>
    public void Prune(TimeSpan keep)
    {
        var before = time.GetUtcNow() - keep;
        foreach (var feed in Snapshots.Values.GroupBy(s => (s.Location, s.Destination)).ToList())
        {
            foreach (var old in feed.SkipLast(1).Where(s => s.FinishedAt is not null && s.ReceivedAt < before))
            {
                File.Delete(MetaPath(old));
                File.Delete(SnapshotPath(old));
                Snapshots.Remove(old.Id);
            }
        }
    }

    /// <summary>Puts a snapshot that cannot be read out of the way of cycles, and keeps it.</summary>
    /// <returns>Its new path.</returns>
    public string SetAside(LandedSnapshot snapshot)
    {
        var aside = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "damaged")).FullName, snapshot.Id + SnapshotEnding);
        if (File.Exists(SnapshotPath(snapshot)))
            File.Move(SnapshotPath(snapshot), aside, overwrite: true);
        File.Move(MetaPath(snapshot), Path.ChangeExtension(aside, null) + MetaEnding, overwrite: true);
        Snapshots.Remove(snapshot.Id);
        return aside;
    }

    /// <summary>Files that say what is known of a snapshot and cannot be read; each is told once and left for a person to look at.</summary>
    public IReadOnlyList<string> TakeUnreadable()
    {
        _snapshots ??= ReadAll();
        string[] unreadable = [.. _unreadable];
        _unreadable.Clear();
        return unreadable;
    }

    /// <summary>Deletes what an earlier process was receiving when it was killed. Only for the holder of the data folder's cycle lock.</summary>
    public void DeleteHalfReceived()
    {
        if (!Directory.Exists(Folder))
            return;
        foreach (var file in Directory.EnumerateFiles(Folder, IncomingPrefix + "*"))
            File.Delete(file);
    }

    // Read once: the holder of the cycle lock is the only one who changes the folder.
    private SortedDictionary<string, LandedSnapshot> Snapshots => _snapshots ??= ReadAll();

    private SortedDictionary<string, LandedSnapshot> ReadAll()
    {
        var snapshots = new SortedDictionary<string, LandedSnapshot>(StringComparer.Ordinal);
        foreach (var path in Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*" + MetaEnding) : [])
        {
            if (Read(path) is { } snapshot)
                snapshots[snapshot.Id] = snapshot;
            else
                _unreadable.Add(path);
        }
        return snapshots;
    }

    private string MetaPath(LandedSnapshot snapshot) => Path.Combine(Folder, snapshot.Id + MetaEnding);

    private async Task CopyInAsync(IncomingSnapshot incoming, string path, CancellationToken cancellationToken)
    {
        await using var from = File.OpenRead(incoming.FilePath);
        await SnapshotFile.ReplaceAsync(TemporaryPath(path), async to =>
        {
            if (incoming.IsGzip)
                await from.CopyToAsync(to, cancellationToken);
            else
                await using (var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true))
                    await from.CopyToAsync(gzip, cancellationToken);
            return path;
        }, cancellationToken);
    }

    // Small and decisive: it is written even when the cycle was told to stop.
    private async Task SaveAsync(LandedSnapshot snapshot)
    {
        await SnapshotFile.ReplaceAsync(TemporaryPath(MetaPath(snapshot)), async to =>
        {
            await JsonSerializer.SerializeAsync(to, snapshot, LandingJson.Default.LandedSnapshot, CancellationToken.None);
            return MetaPath(snapshot);
        }, CancellationToken.None);
        Snapshots[snapshot.Id] = snapshot;
    }

    private string TemporaryPath(string path) => Path.Combine(Folder, IncomingPrefix + Path.GetFileName(path));

    // Renames are atomic, so one that cannot be read was damaged or edited.
    private static LandedSnapshot? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), LandingJson.Default.LandedSnapshot);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
