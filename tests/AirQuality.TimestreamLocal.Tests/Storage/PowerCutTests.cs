using System.Collections.Concurrent;
using System.Globalization;
using AirQuality.TimestreamLocal.Storage;
using static AirQuality.TimestreamLocal.Tests.Storage.StoreHarness;

namespace AirQuality.TimestreamLocal.Tests.Storage;

/// <summary>Fault test 3: the power goes at any moment, and what was acknowledged is there when the file is opened again.</summary>
public sealed class PowerCutTests
{
    private const int LogHeader = 32;

    [Fact]
    public async Task Copies_TakenDuringLoad_OpenWholeWithEveryAcknowledgedRecord()
    {
        await using var store = await OpenAsync();
        ConcurrentDictionary<int, byte> acknowledged = new();
        using var stop = new CancellationTokenSource();
        Task[] clients = [.. Enumerable.Range(0, 4).Select(client => LoadAsync(store, client, acknowledged, stop.Token))];

        List<(string Folder, int[] Acknowledged)> copies = [];
        var random = new Random(7);
        for (int cut = 0; cut < 12; cut++)
        {
            int enough = acknowledged.Count + random.Next(20, 400);
            while (acknowledged.Count < enough)
                await Task.Delay(1);
            int[] before = [.. acknowledged.Keys];
            copies.Add((CopyLikeAPowerCut(store.Folder, random), before));
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        foreach (var (folder, expected) in copies)
            await CheckAsync(folder, expected);
    }

    private static async Task LoadAsync(StoreHarness store, int client, ConcurrentDictionary<int, byte> acknowledged, CancellationToken stop)
    {
        for (int batch = 0; !stop.IsCancellationRequested; batch++)
        {
            int first = (client * 1_000_000) + (batch * 20);
            int[] numbers = [.. Enumerable.Range(first, 20)];
            await store.WriteAsync(numbers.Select(n => Multi(
                FormattableString.Invariant($"{n % 500}-{client}"), Now.AddMilliseconds(-n % 3_600_000), Measure("n", "BIGINT", n.ToString(CultureInfo.InvariantCulture)))));
            foreach (int number in numbers)
                acknowledged[number] = 0;
        }
    }

    /// <summary>
    /// The database first, then the log, while the log is not started anew: then every page that a checkpoint moves meanwhile is in
    /// the copied log too, and the pair is what a power cut at the end would leave. A disk may also keep part of a write that was
    /// never acknowledged, so the log gets a torn tail.
    /// </summary>
    private static string CopyLikeAPowerCut(string folder, Random random)
    {
        string copy = NewFolder();
        byte[] database, log, header;
        do
        {
            header = ReadShared(FileOf(folder) + "-wal")[..LogHeader];
            database = ReadShared(FileOf(folder));
            log = ReadShared(FileOf(folder) + "-wal");
        }
        while (!header.AsSpan().SequenceEqual(log.AsSpan(0, LogHeader)));

        File.WriteAllBytes(FileOf(copy), database);
        byte[] torn = new byte[random.Next(1, 3000)];
        random.NextBytes(torn);
        File.WriteAllBytes(FileOf(copy) + "-wal", [.. log, .. torn]);
        return copy;
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static async Task CheckAsync(string folder, int[] expected)
    {
        await using (var store = await OpenAsync(folder))
        {
            var stored = store.Scan(["n"]).Select(row => (int)(long)row[0]!).ToHashSet();
            Assert.Superset(expected.ToHashSet(), stored);

            const string newest = "SELECT sensor, max_by(n, time) FROM d.t GROUP BY sensor ORDER BY 1";
            Assert.Equal(Rows(new AllRows(store.Store.Rows), newest), store.Rows(newest));
        }

        using (var connection = SqliteConnection.Open(FileOf(folder)))
        using (var check = connection.Prepare("PRAGMA integrity_check"))
        {
            Assert.True(check.Step());
            Assert.Equal("ok", check.Text(0));
        }

        Directory.Delete(folder, recursive: true);
    }
}
