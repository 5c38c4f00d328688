using AirQuality.Bench;
using AirQuality.Bench.Benchmarks;
using AirQuality.Bench.Results;
using System.Text.Json;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

return args switch
{
    ["generate", var file] => Generate(file),
    _ => await RunAsync(args),
};

static int Generate(string file)
{
    var feed = Dataset.Generate(file);
    Console.WriteLine($"{feed.Sha256}  {file}");
    return 0;
}

async Task<int> RunAsync(string[] arguments)
{
    IReadOnlyList<IBenchmark> all = [new TokenFloor(), new SnapshotParse(), new DuckDbDuel()];
    string[] names = [.. arguments.Where(a => !a.StartsWith('-'))];
    if (names.Except(all.Select(b => b.Name)).FirstOrDefault() is { } unknown)
    {
        Console.Error.WriteLine($"There is no benchmark '{unknown}'; there are {string.Join(", ", all.Select(b => b.Name))}.");
        return 2;
    }

    Directory.CreateDirectory(Repository.Artifacts);
    var feed = Dataset.Generate(Path.Combine(Repository.Artifacts, "bench", "data.24h.json"));
    Conditions.Write(Console.Error, feed);
    var rows = new List<BenchRow>();
    foreach (var benchmark in all.Where(b => names.Length == 0 || names.Contains(b.Name)))
    {
        Console.Error.WriteLine($"measuring {benchmark.Name}");
        rows.AddRange(await benchmark.RunAsync(feed, stop.Token));
    }

    ResultTable.Write(Console.Out, rows);
    await File.WriteAllBytesAsync(Path.Combine(Repository.Artifacts, "bench.json"), JsonSerializer.SerializeToUtf8Bytes(rows, BenchJson.Default.IReadOnlyListBenchRow));
    return arguments.Contains("--strict") && rows.Exists(r => r.Holds == false) ? 1 : 0;
}
