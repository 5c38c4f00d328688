using System.Diagnostics;
using System.Text;

namespace AirQuality.Bench.History;

/// <summary>
/// The history in the server's data folder and in a file of plain SQLite. Both are made once, which takes a few minutes, and kept under
/// <c>artifacts/</c>; each run works on copies, since it writes.
/// </summary>
internal static class HistoryStores
{
    private const int Writers = 4;
    private const string Server = "server";
    private const string Plain = "plain.db";

    private static string Kept => Path.Combine(Repository.Artifacts, "bench", FormattableString.Invariant($"history-{HistoryPlan.Version}"));

    /// <summary>Gives copies of both.</summary>
    public static async Task<(string ServerFolder, string PlainFile)> CopyAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Kept))
            await MakeAsync(cancellationToken);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(Path.Combine(folder, Server));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Kept, Server), "timestream.db*"))
            File.Copy(file, Path.Combine(folder, Server, Path.GetFileName(file)));
        File.Copy(Path.Combine(Kept, Plain), Path.Combine(folder, Plain));
        return (Path.Combine(folder, Server), Path.Combine(folder, Plain));
    }

    // A folder under another name until both are complete, so that an interrupted run leaves nothing that looks ready.
    private static async Task MakeAsync(CancellationToken cancellationToken)
    {
        var unfinished = Kept + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(Path.Combine(unfinished, Server));
        var started = Stopwatch.GetTimestamp();
        await Console.Error.WriteLineAsync("making ten million readings, once; this takes some minutes");
        var rows = await FillServerAsync(Path.Combine(unfinished, Server), cancellationToken);
        using (var plain = new PlainHistory(Path.Combine(unfinished, Plain)))
            plain.Fill(cancellationToken);
        Directory.Move(unfinished, Kept);
        await Console.Error.WriteLineAsync(FormattableString.Invariant($"{rows} readings made in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
    }

    private static async Task<long> FillServerAsync(string folder, CancellationToken cancellationToken)
    {
        using var server = await LocalServer.StartAsync(folder, cancellationToken);
        using var client = new ServerClient(server.Endpoint);
        await client.CallAsync("CreateDatabase", """{"DatabaseName":"air_quality"}"""u8.ToArray(), cancellationToken);
        await client.CallAsync("CreateTable", Encoding.UTF8.GetBytes("""
            {"DatabaseName":"air_quality","TableName":"readings","MagneticStoreWriteProperties":{"EnableMagneticStoreWrites":true},
             "RetentionProperties":{"MemoryStoreRetentionPeriodInHours":24,"MagneticStoreRetentionPeriodInDays":73000}}
            """), cancellationToken);
        var rows = 0L;
        var requests = Enumerable.Range(0, HistoryPlan.Steps).SelectMany(step => HistoryPlan.ReadingsOf(step).Chunk(HistoryRecords.AtOnce));
        var writers = new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(requests, writers, async (readings, token) =>
        {
            await client.CallAsync("WriteRecords", HistoryRecords.Request(readings), token);
            Interlocked.Add(ref rows, readings.Length);
        });
        return rows;
    }
}
