using System.Diagnostics;
using System.Globalization;
using System.Text;
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
    private const int Sensors = 8;
    private const int Rounds = 5;
    private static readonly DateOnly First = new(2024, 1, 1);
    private static readonly DateOnly Last = new(2024, 12, 31);

    public IReadOnlyList<string> Names => ["backfill", "backfill-means"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Repository.Artifacts, "bench", "archive");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var files = Generate(Path.Combine(folder, "files"));
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
        var oneSensor = counts.Rows / Sensors;
        return
        [
            BenchRow.Plain("backfill", counts.FilesRead / (Measure.Median(wholeMs) / 1_000), "files/s",
                FormattableString.Invariant($"{Sensors} sensor-years, {counts.FilesRead} files, {counts.Rows} rows, {counts.Stored} hours stored in {Measure.Median(wholeMs):0} ms")),
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
            .RunAsync(new BackfillRequest { Source = archive, From = First, To = Last }, cancellationToken);
        return report is { State: BackfillState.Done, SumsHold: true } ? report : throw new BenchException($"The backfill did not end well: {report.ToJson()}");
    }

    private static void Means(List<(ArchiveFileName Name, byte[] Content)> files)
    {
        var history = new SensorHistory(files[0].Name.SensorId);
        foreach (var (name, content) in files)
            history.Add(name.Day, name, content);
    }

    // Rows 146 to 150 s apart, as devices send them. The first sensor's files are returned too.
    private static List<(ArchiveFileName Name, byte[] Content)> Generate(string folder)
    {
        var random = new SeededRandom(2024);
        var kept = new List<(ArchiveFileName, byte[])>();
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            var name = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var dayFolder = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            for (var sensor = 1; sensor <= Sensors; sensor++)
            {
                var content = DayOf(day, sensor, random);
                File.WriteAllBytes(Path.Combine(dayFolder, $"{name}_sds011_sensor_{sensor}.csv"), content);
                if (sensor == 1)
                    kept.Add((new ArchiveFileName(day, "sds011", sensor, Indoor: false), content));
            }
        }

        return kept;
    }

    private static byte[] DayOf(DateOnly day, int sensor, SeededRandom random)
    {
        var text = new StringBuilder("sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2\n");
        for (var time = day.ToDateTime(TimeOnly.MinValue); DateOnly.FromDateTime(time) == day; time = time.AddSeconds(146 + random.Next(5)))
            text.Append(CultureInfo.InvariantCulture, $"{sensor};SDS011;7;48.100;11.500;{time:yyyy-MM-ddTHH:mm:ss};{random.Next(6_000) / 100m:0.00};;;{random.Next(3_000) / 100m:0.00};;\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
