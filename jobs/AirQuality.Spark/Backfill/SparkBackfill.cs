using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Settings;
using AirQuality.Spark.Cycle;
using AirQuality.Spark.Workers;
using AirQuality.Timestream;
using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

namespace AirQuality.Spark.Backfill;

/// <summary>
/// Spreads the units of a backfill over the workers, a wave of them a job: each worker reads its sensors' files and writes their means,
/// and the driver keeps the books after each wave.
/// </summary>
internal sealed class SparkBackfill(SparkSession spark, TimestreamOptions table, string source, AirQualitySettings settings, StagingFolder staging)
    : IBackfillRuntime
{
    // Enough that a core with short units takes more of them; few, so that a wave is soon in the books.
    private const int UnitsACore = 8;

    private readonly int _cores = Math.Max(1, spark.SparkContext.DefaultParallelism);

    /// <inheritdoc />
    public async Task RunAsync(BackfillWork work, CancellationToken cancellationToken)
    {
        var run = UnitWork.Udf(new UnitSettings(source, table, settings.Feed, settings.S3, RateATask()));
        foreach (var sensors in work.Sensors.Chunk(_cores * UnitsACore))
        {
            List<string> units = [];
            foreach (var sensor in sensors)
            {
                if (await work.BeginAsync(sensor, cancellationToken) is { } unit)
                    units.Add(unit.ToJson());
            }

            if (units.Count > 0)
                await KeepAsync(work, await RunAsync(units, run));
        }
    }

    /// <inheritdoc />
    public void Dispose() => spark.Stop();

    private async Task<IReadOnlyList<Row>> RunAsync(List<string> units, Func<Column, Column> run)
    {
        using var stage = staging.Open();
        var path = await stage.WriteLinesAsync("units.jsonl", units);
        return SparkAction.Rows(spark.Read().Text(path)
            .Repartition(Math.Min(units.Count, _cores * UnitsACore), Hash(Col("value")))
            .Select(run(Col("value")).As("report")));
    }

    private static async Task KeepAsync(BackfillWork work, IReadOnlyList<Row> reports)
    {
        foreach (var report in reports.Select(row => UnitReport.FromJson(row.GetAs<string>("report"))))
        {
            foreach (var batch in report.Batches)
                await work.Ledger.KeepAsync(report.UnitId, batch);
            work.Ledger.End(report.Outcome);
        }
    }

    // The limit is one for all writers together, and each core runs one task at a time.
    private int? RateATask() => settings.Backfill.RateTo(table) is { } rate ? Math.Max(1, rate / _cores) : null;
}
