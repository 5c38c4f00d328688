using System.Globalization;
using System.Text.Json.Nodes;
using AirQuality.Bench.Generating;
using AirQuality.Bench.Results;

namespace AirQuality.Bench.Benchmarks;

/// <summary>The backfill of <see cref="SensorYears"/> on Spark, on this machine: what spreading it costs.</summary>
internal sealed class SparkBackfill : IBenchmark
{
    public IReadOnlyList<string> Names => ["spark-backfill"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetDirectoryName(feed.Path)!, "spark-archive");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        SensorYears.Generate(Path.Combine(folder, "files"));
        try
        {
            using var process = SparkPeer.Start(
            [
                "backfill", "--json", "--local", "--data", Path.Combine(folder, "data"), "--source", Path.Combine(folder, "files"),
                "--from", Text(SensorYears.First), "--to", Text(SensorYears.Last),
            ]);
            var report = JsonNode.Parse((await SparkPeer.LinesAsync(process, cancellationToken))[^1])!;
            var (files, ms) = ((double)report["counts"]!["files_read"]!, (double)report["milliseconds"]!);
            return [BenchRow.Plain("spark-backfill", files / (ms / 1_000), "files/s", FormattableString.Invariant($"{SensorYears.Sensors} sensor-years, {files} files, {report["counts"]!["stored"]} hours stored in {ms:0} ms, after the start of Spark"))];
        }
        catch (PeerMissingException e)
        {
            return [BenchRow.NotRun("spark-backfill", "files/s", "none", e.Message)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
