using AirQuality.Bench.Results;

namespace AirQuality.Bench.Benchmarks;

/// <summary>Cycles from a file of the feed to the committed rows of the local Timestream server, over its API: all new, and nothing new.</summary>
internal sealed class WholeCycle : IBenchmark
{
    private const double MostMs = 1_500;
    private const double MostEmptyMs = 300;
    private const double MostMegabytes = 250;

    public IReadOnlyList<string> Names => ["cycle", "empty-cycle"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetDirectoryName(feed.Path)!, "cycle");
        var figures = await CycleProcess.StartAsync(folder, cancellationToken);
        Directory.Delete(folder, recursive: true);

        var warm = Middle(figures.New.Skip(1));
        var empty = Middle(figures.Again);
        return
        [
            BenchRow.AtMost("cycle", warm.Ms, "ms", MostMs) with { Against = Describe(warm) },
            BenchRow.Plain("cycle-cold", figures.New[0].Ms, "ms", Describe(figures.New[0])),
            BenchRow.AtMost("cycle-memory", figures.PeakBytes / 1e6, "MB", MostMegabytes) with { Against = $"peak over {figures.New.Count} new snapshots and {figures.Again.Count} repeats" },
            BenchRow.AtMost("empty-cycle", empty.Ms, "ms", MostEmptyMs) with { Against = Describe(empty) },
            BenchRow.AtMost("empty-cycle-writes", figures.Again.Sum(cycle => cycle.Requests), "requests", 0),
        ];
    }

    private static CycleFigures Middle(IEnumerable<CycleFigures> cycles)
    {
        CycleFigures[] sorted = [.. cycles.OrderBy(cycle => cycle.Ms)];
        return sorted[sorted.Length / 2];
    }

    private static string Describe(CycleFigures cycle) => FormattableString.Invariant(
        $"{cycle.Stored} of {cycle.Readings} readings, {cycle.Requests} requests; parse {cycle.Stages.Parse:0}, land {cycle.Stages.Land:0}, look up {cycle.Stages.Watermarks:0}, write {cycle.Stages.Write:0}, cpu {cycle.CpuMs:0} ms");
}
