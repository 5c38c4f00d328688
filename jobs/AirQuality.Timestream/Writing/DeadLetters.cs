using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace AirQuality.Timestream.Writing;

/// <summary>
/// The folder of dead letters: <c>&lt;snapshot id&gt;.jsonl</c>, one JSON object a line. The same record or entry is kept once, however
/// often it comes,
/// so a cycle can be repeated. One process writes a folder at a time.
/// </summary>
/// <param name="folder">The folder; made when first needed.</param>
public sealed class DeadLetters(string folder)
{
    private static readonly byte[] _newLine = "\n"u8.ToArray();

    /// <summary>The file of a snapshot's dead letters, whether or not there are any.</summary>
    public string PathFor(string snapshotId) => Path.Combine(folder, SnapshotFile.Checked(snapshotId) + ".jsonl");

    /// <summary>Adds what is not there yet; the file is replaced as a whole, so a crash leaves it as it was or complete.</summary>
    /// <returns>How many were new.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<int> AddAsync(string snapshotId, IEnumerable<DeadLetter> letters, CancellationToken cancellationToken = default)
    {
        var path = PathFor(snapshotId);
        var known = await ReadKeysAsync(path, cancellationToken);
        var added = letters.Where(letter => known.Add(KeyOf(letter))).ToList();
        if (added.Count == 0)
            return 0;
        await SnapshotFile.ReplaceAsync(path + ".tmp", WriteAsync, cancellationToken);
        return added.Count;

        async Task<string> WriteAsync(Stream file)
        {
            if (File.Exists(path))
            {
                await using var old = File.OpenRead(path);
                await old.CopyToAsync(file, cancellationToken);
            }
            foreach (var letter in added)
            {
                await JsonSerializer.SerializeAsync(file, letter, RecordJson.Default.DeadLetter, cancellationToken);
                await file.WriteAsync(_newLine, cancellationToken);
            }
            return path;
        }
    }

    private static async Task<HashSet<UInt128>> ReadKeysAsync(string path, CancellationToken cancellationToken)
    {
        var keys = new HashSet<UInt128>();
        if (!File.Exists(path))
            return keys;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
            if (TryRead(line) is { } letter)
                keys.Add(KeyOf(letter));
        return keys;
    }

    /// <summary>A line that somebody edited is kept as it is, but recognises nothing.</summary>
    private static DeadLetter? TryRead(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RecordJson.Default.DeadLetter);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// What makes two letters the same: the record or the entry itself. The reason may name a time that moves, the clock surely does.
    /// </summary>
    private static UInt128 KeyOf(DeadLetter letter)
    {
        var identity = letter with
        {
            Reason = letter.Record is null ? letter.Reason : "",
            Source = "",
            At = default,
            ExistingVersion = null,
            Detail = null,
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(identity, RecordJson.Default.DeadLetter);
        return BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(bytes));
    }
}
