using System.Globalization;
using System.Text.Json.Nodes;
using AirQuality.Bench.Results;

namespace AirQuality.Bench.Benchmarks;

/// <summary>The cycle on Spark into the local Timestream server, beside the report's own way in PySpark, which stores nothing.</summary>
internal sealed class SparkCycle : IBenchmark
{
    private const string Bar = "at most 1 x PySpark";
    private const int Snapshots = 8;
    private const int Cold = 3;

    public IReadOnlyList<string> Names => ["spark-cycle"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetDirectoryName(feed.Path)!, "spark");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        try
        {
            var python = await PythonAsync(feed, cancellationToken);
            var cycles = await CyclesAsync(folder, cancellationToken);
            var local = await CycleProcess.StartAsync(Path.Combine(folder, "local"), cancellationToken);
            var (warm, peer) = (Measure.Median(cycles.Skip(Cold).Select(Total)), Measure.Median(python.Skip(Cold)));
            var inProcess = Measure.Median(local.New.Skip(1).Select(cycle => cycle.Ms));
            var middle = cycles.OrderBy(Total).ElementAt(cycles.Count / 2);
            return
            [
                BenchRow.Plain("spark-cycle", warm, "ms", FormattableString.Invariant($"PySpark {peer:0} ms; split, explode, index, group {Stage(middle, "parse"):0}, look up {Stage(middle, "watermarks"):0}, write {Stage(middle, "write"):0} ms"))
                    with { Ratio = warm / peer, Bar = Bar, Holds = warm <= peer },
                BenchRow.Plain("spark-cycle-cold", Total(cycles[0]), "ms", FormattableString.Invariant($"PySpark {python[0]:0} ms; after the start of Spark")),
                BenchRow.Plain("cycle-beside-spark", inProcess, "ms", FormattableString.Invariant($"the cycle on Spark {warm:0} ms, PySpark {peer:0} ms"))
                    with { Ratio = Math.Min(warm, peer) / inProcess, Bar = "at least 10 x faster than both", Holds = Math.Min(warm, peer) >= 10 * inProcess },
            ];
        }
        catch (PeerMissingException e)
        {
            return [BenchRow.NotRun("spark-cycle", "ms", Bar, e.Message)];
        }
    }

    private static async Task<IReadOnlyList<double>> PythonAsync(Dataset feed, CancellationToken cancellationToken)
    {
        using var process = SparkPeer.StartPython(Path.Combine(Repository.Bench, "pyspark", "report_cycle.py"), Enumerable.Repeat(feed.Path, Snapshots));
        return [.. (await SparkPeer.LinesAsync(process, cancellationToken))
            .Select(line => line.Split(' '))
            .Where(words => words[0] == "cycle")
            .Select(words => double.Parse(words[1], CultureInfo.InvariantCulture))];
    }

    // One program that stays, as a resident cycle does; the next snapshot is put in place of the last as soon as that one is reported.
    private static async Task<IReadOnlyList<JsonNode>> CyclesAsync(string folder, CancellationToken cancellationToken)
    {
        var newest = TimeProvider.System.GetUtcNow();
        var current = Path.Combine(folder, "feed.24h.json");
        Dataset.Generate(current, newest.AddMinutes(-5 * Snapshots));
        using var process = SparkPeer.Start(["cycle", "--json", "--local", "--data", Path.Combine(folder, "data"), "--feed", current, "--every", "1s"]);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        List<JsonNode> cycles = [];
        while (cycles.Count < Snapshots && await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            var report = JsonNode.Parse(line)!;
            if ((string?)report["state"] != "stored")
                continue; // it looked again before the next snapshot was there
            cycles.Add(report);
            var next = Dataset.Generate(current + ".next", newest.AddMinutes(5 * (cycles.Count - Snapshots)));
            File.Move(next.Path, current, overwrite: true);
        }

        if (cycles.Count < Snapshots)
        {
            await process.WaitForExitAsync(cancellationToken);
            SparkPeer.Check(process.ExitCode, await errors);
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(cancellationToken);
        return cycles;
    }

    private static double Total(JsonNode cycle) => Stage(cycle, "total");

    private static double Stage(JsonNode cycle, string stage) => (double)cycle["milliseconds"]![stage]!;
}
