using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using AirQuality.Core.Records;

namespace AirQuality.Timestream.Writing;

/// <summary>
/// The folder of records that wait for one table: <c>&lt;snapshot id&gt;.&lt;hash&gt;.jsonl.gz</c>. A file is whole or absent, and goes
/// only when each of its records is stored or a dead letter; delivering one twice changes nothing. One process adds to a folder at a time.
/// </summary>
/// <param name="folder">The folder; made when first needed, and gone when nothing waits.</param>
/// <param name="time">The clock of dead letters; the system's by default.</param>
public sealed class Spool(string folder, TimeProvider? time = null)
{
    private const string Extension = ".jsonl.gz";
    private const int RecordsAtOnce = 5_000;
    private static readonly byte[] _newLine = "\n"u8.ToArray();
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>The files that wait, by name: snapshots whose ids sort by time come back in order.</summary>
    public IReadOnlyList<SpoolFile> Pending() => Directory.Exists(folder)
        ? [
            .. new DirectoryInfo(folder).GetFiles("*" + Extension)
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => new SpoolFile(file.FullName, file.Length)),
        ]
        : [];

    /// <summary>The keys of all records that wait, so that a feed read again while the table is away does not add them again.</summary>
    public async Task<IReadOnlySet<RecordKey>> KeysAsync(CancellationToken cancellationToken = default)
    {
        var keys = new HashSet<RecordKey>();
        foreach (var file in Pending())
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var reader = await SpoolReader.OpenAsync(file.Path);
            while (await reader.ReadAsync(RecordsAtOnce) is { Count: > 0 } part)
                keys.UnionWith(part.Select(RecordKey.Of));
        }
        return keys;
    }

    /// <summary>
    /// Keeps records; the same ones of the same snapshot are kept once. Give no token that is cancelled already when the program ends.
    /// </summary>
    /// <returns>The file's path; null where there was nothing to keep.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<string?> AddAsync(string snapshotId, IReadOnlyList<AirRecord> records, CancellationToken cancellationToken = default)
    {
        var name = Path.Combine(folder, SnapshotFile.Checked(snapshotId));
        return records.Count == 0 ? null : await SnapshotFile.ReplaceAsync(name + ".tmp", WriteAsync, cancellationToken);

        async Task<string> WriteAsync(Stream file)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
            {
                var header = new SpoolHeader(snapshotId, records.Count);
                await WriteLineAsync(JsonSerializer.SerializeToUtf8Bytes(header, RecordJson.Default.SpoolHeader));
                foreach (var record in records)
                    await WriteLineAsync(JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Default.AirRecord));

                async Task WriteLineAsync(byte[] line)
                {
                    hash.AppendData(line);
                    await packed.WriteAsync(line, cancellationToken);
                    await packed.WriteAsync(_newLine, cancellationToken);
                }
            }
            return $"{name}.{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8))}{Extension}";
        }
    }

    /// <summary>Writes what waits, oldest first, until all is delivered or the table fails.</summary>
    /// <param name="writer">Writes the records.</param>
    /// <param name="deadLetters">Takes those that the table refuses.</param>
    /// <param name="onWritten">Told the snapshot and the outcome of each part, once its rejected records are dead letters.</param>
    /// <param name="cancellationToken">Ends the replay early, as it ends a write; what is not delivered keeps waiting.</param>
    /// <exception cref="IOException">A file cannot be read, moved or deleted.</exception>
    public async Task<ReplayResult> ReplayAsync(
        RecordWriter writer,
        DeadLetters deadLetters,
        Action<string, WriteResult>? onWritten = null,
        CancellationToken cancellationToken = default)
    {
        var result = new ReplayResult();
        foreach (var file in Pending())
        {
            using var reader = await SpoolReader.OpenAsync(file.Path);
            result = await DeliverAsync(reader, result);
            if (result.Failure is not null)
                return result with { Waiting = Pending().Count };
            result = reader.Damage is { } damage
                ? result with { Damaged = [.. result.Damaged, SetAside(file, damage)] }
                : Delete(file, result);
        }
        return result;

        async Task<ReplayResult> DeliverAsync(SpoolReader reader, ReplayResult sum)
        {
            while (sum.Failure is null && await reader.ReadAsync(RecordsAtOnce) is { Count: > 0 } part)
            {
                var written = await writer.WriteAsync(part, cancellationToken);
                var letters = written.Rejected.Select(one => DeadLetter.ForRecord(reader.Snapshot!, one, _time.GetUtcNow()));
                await deadLetters.AddAsync(reader.Snapshot!, letters, CancellationToken.None);
                onWritten?.Invoke(reader.Snapshot!, written);
                sum = sum with
                {
                    Stored = sum.Stored + written.Stored.Count,
                    Rejected = sum.Rejected + written.Rejected.Count,
                    Failure = written.Failure,
                };
            }
            return sum;
        }
    }

    private ReplayResult Delete(SpoolFile file, ReplayResult result)
    {
        File.Delete(file.Path);
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
        return result with { Files = result.Files + 1 };
    }

    private string SetAside(SpoolFile file, string damage)
    {
        var aside = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "damaged")).FullName, Path.GetFileName(file.Path));
        File.Move(file.Path, aside, overwrite: true);
        return $"{Path.GetFileName(file.Path)} is damaged ({damage}); what could be read was delivered, the file is now {aside}.";
    }
}
