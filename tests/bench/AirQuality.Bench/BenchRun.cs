using System.Text.Json;
using AirQuality.Bench.Benchmarks;
using AirQuality.Bench.Results;

namespace AirQuality.Bench;

/// <summary>Runs benchmarks one after the other and reports them.</summary>
internal static class BenchRun
{
    private const int BarMissed = 1;
    private const int Usage = 2;

    private static readonly IBenchmark[] All =
    [
        new TokenFloor(), new SnapshotParse(), new DuckDbDuel(), new WholeCycle(), new StoreWrites(), new StoreQueries(), new ArchiveBackfill(),
        new ApiReads(), new SparkCycle(), new SparkBackfill(), new SparkIndex(),
    ];

    /// <summary>Runs the named benchmarks, or all; prints a table and writes <c>artifacts/bench.json</c>.</summary>
    /// <returns>The exit code; a missed bar is an error only when <paramref name="strict"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> names, bool strict, CancellationToken cancellationToken)
    {
        string[] known = [.. All.SelectMany(benchmark => benchmark.Names)];
        if (names.Except(known).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no benchmark '{unknown}'. There are: {string.Join(", ", known)}.");
            return Usage;
        }

        var feed = Dataset.Generate(Path.Combine(Repository.Artifacts, "bench", "data.24h.json"));
        Conditions.Write(Console.Error, feed);
        var rows = new List<BenchRow>();
        foreach (var benchmark in All.Where(b => names.Count == 0 || b.Names.Intersect(names).Any()))
        {
            await Console.Error.WriteLineAsync($"measuring {string.Join(", ", benchmark.Names)}");
            rows.AddRange(await benchmark.RunAsync(feed, cancellationToken));
        }

        ResultTable.Write(Console.Out, rows);
        await using var file = File.Create(Path.Combine(Repository.Artifacts, "bench.json"));
        await JsonSerializer.SerializeAsync(file, rows, BenchJson.Default.IReadOnlyListBenchRow, cancellationToken);
        return strict && rows.Exists(row => row.Holds is false) ? BarMissed : 0;
    }
}
