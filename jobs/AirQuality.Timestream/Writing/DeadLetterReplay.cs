using System.Text.Json;
using AirQuality.Core.Records;

namespace AirQuality.Timestream.Writing;

/// <summary>
/// Offers refused records to the table again, after whatever refused them was mended. Entries that could not be read stay where they are.
/// </summary>
/// <param name="folder">The folder of <see cref="DeadLetters"/>; held by nobody else meanwhile.</param>
/// <param name="writer">Writes the records.</param>
public sealed class DeadLetterReplay(string folder, RecordWriter writer)
{
    /// <summary>
    /// Goes over every file. A record that is stored leaves its file; one that is refused again, or not delivered, stays as it is.
    /// </summary>
    /// <exception cref="IOException">A file cannot be read or replaced.</exception>
    public async Task<ReplayResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var result = new ReplayResult();
        foreach (var path in Files())
        {
            var lines = await File.ReadAllLinesAsync(path, cancellationToken);
            var records = lines.Select(RecordOf).ToList();
            var written = await writer.WriteAsync([.. records.OfType<AirRecord>()], cancellationToken);
            var stored = written.Stored.ToHashSet(ReferenceEqualityComparer.Instance);
            if (stored.Count > 0)
                await KeepAsync(path, lines.Where((_, i) => records[i] is not { } record || !stored.Contains(record)), cancellationToken);
            result = result with
            {
                Files = result.Files + 1,
                Stored = result.Stored + written.Stored.Count,
                Rejected = result.Rejected + written.Rejected.Count,
                Failure = written.Failure,
            };
            if (written.Failure is not null)
                break;
        }
        return result;
    }

    private IReadOnlyList<string> Files() =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)] : [];

    private static async Task KeepAsync(string path, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        var left = lines.ToList();
        if (left.Count == 0)
        {
            File.Delete(path);
            return;
        }
        await SnapshotFile.ReplaceAsync(path + ".tmp", async file =>
        {
            await using var text = new StreamWriter(file, leaveOpen: true);
            foreach (var line in left)
                await text.WriteAsync($"{line}\n");
            return path;
        }, cancellationToken);
    }

    // A line that somebody edited is kept, and not offered.
    private static AirRecord? RecordOf(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RecordJson.Default.DeadLetter)?.Record;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
