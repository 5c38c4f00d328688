using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using AirQuality.Core.Cycle;
using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Engine.InProcess;
using AirQuality.Jobs.Landing;
using AirQuality.Jobs.Settings;

namespace AirQuality.Bench.Benchmarks;

/// <summary>One cycle as it was run.</summary>
/// <param name="Ms">Its time.</param>
/// <param name="CpuMs">The processors' time, engine and store together: what remains comparable on a machine that is not idle.</param>
/// <param name="Readings">Distinct sensors and times in the feed.</param>
/// <param name="Stored">Readings written.</param>
/// <param name="Requests">Write requests sent.</param>
/// <param name="Stages">Milliseconds a stage.</param>
internal sealed record CycleFigures(double Ms, double CpuMs, long Readings, long Stored, long Requests, CycleMilliseconds Stages);

/// <summary>What a fresh process measured of itself: cycles over new snapshots, then cycles over the last one again.</summary>
/// <param name="New">Cycles in which everything was new; the first one is cold.</param>
/// <param name="Again">Cycles in which nothing was.</param>
/// <param name="PeakBytes">The most memory that the process ever had in use, the store included.</param>
internal sealed record CycleProcessFigures(IReadOnlyList<CycleFigures> New, IReadOnlyList<CycleFigures> Again, long PeakBytes);

/// <summary>
/// Runs cycles as <c>airquality cycle --every</c> does, the embedded store in the same process, in a process that does nothing else:
/// its peak memory is the program's.
/// </summary>
internal static class CycleProcess
{
    /// <summary>The argument that makes this program the measured process.</summary>
    public const string Verb = "cycle-process";

    private const int Snapshots = 6;
    private const int Repeats = 5;

    /// <summary>Makes snapshots five minutes apart, the last one of now, and starts a process over them.</summary>
    public static async Task<CycleProcessFigures> StartAsync(string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var newest = TimeProvider.System.GetUtcNow();
        string[] feeds = [.. Enumerable.Range(0, Snapshots).Select(i =>
            Dataset.Generate(Path.Combine(folder, $"{i}.24h.json"), newest.AddMinutes(5 * (i - Snapshots + 1))).Path)];

        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "AirQuality.Bench"), [Verb, Path.Combine(folder, "data"), .. feeds])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize(output, CycleJson.Default.CycleProcessFigures)!
            : throw new BenchException($"The process that runs cycles ended with code {process.ExitCode}.");
    }

    /// <summary>Runs the cycles and prints the figures.</summary>
    public static async Task RunAsync(string data, IReadOnlyList<string> feeds, CancellationToken cancellationToken)
    {
        var settings = new AirQualitySettings { Data = data };
        await using var table = await TableConnection.OpenAsync(settings, local: true, TimeProvider.System, cancellationToken);
        using var fetcher = new FeedFetcher(settings, TimeProvider.System);
        var engine = new CycleEngine(settings, table, new InProcessRuntime(table, TimeProvider.System), fetcher, new CycleProgress(TextWriter.Null), TimeProvider.System);

        List<CycleFigures> stored = [], again = [];
        foreach (var feed in feeds)
            stored.Add(await CycleAsync(engine, feed, cancellationToken));
        for (var i = 0; i < Repeats; i++)
            again.Add(await CycleAsync(engine, feeds[^1], cancellationToken));

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new(stored, again, process.PeakWorkingSet64), CycleJson.Default.CycleProcessFigures));
    }

    private static async Task<CycleFigures> CycleAsync(CycleEngine engine, string feed, CancellationToken cancellationToken)
    {
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var report = await engine.RunAsync(FeedSource.Parse(feed, null), replayAsNow: false, cancellationToken);
        var ms = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var cpuMs = (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds;
        if (!report.SumsHold || report.Rejected + report.Spooled > 0)
            throw new BenchException($"A cycle did not store what it should: {report.ToJson()}");
        return new(ms, cpuMs, report.Readings, report.Stored, report.Requests, report.Milliseconds!);
    }
}

[JsonSerializable(typeof(CycleProcessFigures))]
internal sealed partial class CycleJson : JsonSerializerContext;
