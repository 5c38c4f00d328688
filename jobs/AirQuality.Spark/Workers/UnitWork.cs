using System.Collections.Concurrent;
using System.Text.Json;
using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Settings;
using AirQuality.Timestream;
using Microsoft.Spark.Sql;

namespace AirQuality.Spark.Workers;

/// <summary>What a worker has to know to do units.</summary>
/// <param name="Source">Where the archive is, as <c>--source</c> has it; every worker must reach it.</param>
/// <param name="Table">The table.</param>
/// <param name="Feed">How to fetch.</param>
/// <param name="S3">How S3 is reached.</param>
/// <param name="RecordsPerSecond">This task's share of the rate; null for no limit.</param>
internal sealed record UnitSettings(string Source, TimestreamOptions Table, FeedSettings Feed, S3Settings S3, int? RecordsPerSecond);

/// <summary>
/// The backfill UDF: a unit in, a report of it out, both JSON. A unit that runs again writes the same records, which changes nothing.
/// </summary>
internal static class UnitWork
{
    private static readonly ConcurrentDictionary<string, Lazy<IArchiveSource>> Sources = new(StringComparer.Ordinal);

    /// <summary>The UDF; it captures the settings as text.</summary>
    public static Func<Column, Column> Udf(UnitSettings settings) =>
        Functions.Udf(Of(JsonSerializer.Serialize(settings, WorkerJson.Default.UnitSettings)));

    private static Func<string, string> Of(string settings) => unit => Run(unit, settings);

    // Spark's contract is synchronous, and the task's thread has nothing else to do.
    private static string Run(string unit, string settings) =>
        RunAsync(BackfillUnit.FromJson(unit), settings).GetAwaiter().GetResult().ToJson();

    private static async Task<UnitReport> RunAsync(BackfillUnit unit, string text)
    {
        var settings = JsonSerializer.Deserialize(text, WorkerJson.Default.UnitSettings)!;
        var pacer = new WritePacer(settings.RecordsPerSecond, TimeProvider.System);
        var backfill = new SensorBackfill(WorkerTable.Writer(WorkerTable.Describe(settings.Table)), pacer, TimeProvider.System);
        List<SettledBatch> batches = [];
        var outcome = await backfill.RunAsync(unit, SourceOf(text, settings), batch =>
        {
            batches.Add(batch);
            return Task.CompletedTask;
        }, CancellationToken.None);
        return new UnitReport(unit.Id, batches, outcome);
    }

    // One source serves all tasks of the process: an HTTP mirror is to see few connections.
    private static IArchiveSource SourceOf(string text, UnitSettings settings) => Sources.GetOrAdd(text, _ => new(() => Open(settings))).Value;

    private static IArchiveSource Open(UnitSettings settings) => ArchiveSources.Open(
        settings.Source, new AirQualitySettings { Feed = settings.Feed, S3 = settings.S3 }, TimeProvider.System);
}
