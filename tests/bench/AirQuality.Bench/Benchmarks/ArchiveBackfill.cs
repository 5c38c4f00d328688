using System.Diagnostics;
using AirQuality.Bench.Generating;
using AirQuality.Bench.Results;
using AirQuality.Core.Archive;
using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Engine.InProcess;
using AirQuality.Jobs.Settings;

namespace AirQuality.Bench.Benchmarks;

/// <summary>
/// A year of some sensors: the means alone, from the files' bytes in memory, and the whole backfill, from a folder to the committed rows of the
/// embedded store.
/// </summary>
internal sealed class ArchiveBackfill : IBenchmark
{
    private const int Rounds = 5;

    public IReadOnlyList<string> Names => ["backfill", "backfill-means"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Repository.Artifacts, "bench", "archive");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var files = SensorYears.Generate(Path.Combine(folder, "files"));
        List<double> wholeMs = [], meansMs = [];
        BackfillReport? report = null;
        for (var round = -1; round < Rounds; round++)
        {
            var data = Path.Combine(folder, $"data{round + 1}");
            report = await BackfillAsync(Path.Combine(folder, "files"), data, cancellationToken);
            var means = Stopwatch.GetTimestamp();
            Means(files);
            if (round < 0)
                continue;
            meansMs.Add(Stopwatch.GetElapsedTime(means).TotalMilliseconds);
            wholeMs.Add(report.Milliseconds);
        }

        Directory.Delete(folder, recursive: true);
        var counts = report!.Counts;
        var oneSensor = counts.Rows / SensorYears.Sensors;
        return
        [
            BenchRow.Plain("backfill", counts.FilesRead / (Measure.Median(wholeMs) / 1_000), "files/s",
                FormattableString.Invariant($"{SensorYears.Sensors} sensor-years, {counts.FilesRead} files, {counts.Rows} rows, {counts.Stored} hours stored in {Measure.Median(wholeMs):0} ms")),
            BenchRow.Plain("backfill-means", files.Count / (Measure.Median(meansMs) / 1_000), "files/s",
                FormattableString.Invariant($"1 sensor-year, {oneSensor} rows in {Measure.Median(meansMs):0} ms, one thread")),
        ];
    }

    private static async Task<BackfillReport> BackfillAsync(string archive, string data, CancellationToken cancellationToken)
    {
        var settings = new AirQualitySettings { Data = data };
        await using var table = await TableConnection.OpenAsync(settings, local: true, TimeProvider.System, cancellationToken);
        using var source = new FolderArchive(archive);
        var report = await new BackfillEngine(settings, table, source, new InProcessBackfill(table, source, settings, TimeProvider.System), _ => { }, TimeProvider.System)
            .RunAsync(new BackfillRequest { Source = archive, From = SensorYears.First, To = SensorYears.Last }, cancellationToken);
        return report is { State: BackfillState.Done, SumsHold: true } ? report : throw new BenchException($"The backfill did not end well: {report.ToJson()}");
    }

    private static void Means(List<(ArchiveFileName Name, byte[] Content)> files)
    {
        var history = new SensorHistory(files[0].Name.SensorId);
        foreach (var (name, content) in files)
            history.Add(name.Day, name, content);
    }
}
