using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AirQuality.Core.Records;

namespace AirQuality.Timestream.Writing;

/// <summary>Reads a spool file up to its end, or up to where it is damaged.</summary>
internal sealed class SpoolReader : IDisposable
{
    private const int BufferBytes = 65_536;
    private readonly StreamReader _lines;
    private int _left;

    private SpoolReader(StreamReader lines) => _lines = lines;

    /// <summary>The snapshot that the records came from; null where not even that can be read.</summary>
    public string? Snapshot { get; private set; }

    /// <summary>What is wrong with the file; null where nothing is.</summary>
    public string? Damage { get; private set; }

    public static async Task<SpoolReader> OpenAsync(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        var reader = new SpoolReader(new StreamReader(new GZipStream(file, CompressionMode.Decompress), Encoding.UTF8, false, BufferBytes));
        await reader.GuardAsync(async () =>
        {
            var header = JsonSerializer.Deserialize(await reader.NextLineAsync(), RecordJson.Default.SpoolHeader) ?? throw NoObject();
            (reader.Snapshot, reader._left) = (SnapshotFile.Checked(header.Snapshot), header.Records);
        });
        return reader;
    }

    /// <summary>The next records, at most so many; none at the end and none after the damage.</summary>
    public async Task<IReadOnlyList<AirRecord>> ReadAsync(int most)
    {
        var records = new List<AirRecord>(Math.Min(most, _left));
        await GuardAsync(async () =>
        {
            for (; _left > 0 && records.Count < most; _left--)
                records.Add(JsonSerializer.Deserialize(await NextLineAsync(), RecordJson.Default.AirRecord) ?? throw NoObject());

            // Only at its very end does a packed file prove that it is whole.
            if (_left == 0 && await _lines.ReadLineAsync() is not null)
                throw new InvalidDataException("the file goes on after its last record");
        });
        return records;
    }

    public void Dispose() => _lines.Dispose();

    private async Task<string> NextLineAsync() =>
        await _lines.ReadLineAsync() ?? throw new InvalidDataException("the file ends too early");

    private static InvalidDataException NoObject() => new("a line holds no object");

    private async Task GuardAsync(Func<Task> read)
    {
        if (Damage is not null)
            return;
        try
        {
            await read();
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or ArgumentException)
        {
            Damage = $"{fault.Message.TrimEnd('.')}, {_left} records missing";
        }
    }
}
