using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Settings;
using AirQuality.Spark.Backfill;
using AirQuality.Spark.Cycle;
using Microsoft.Spark.Sql;

namespace AirQuality.Spark;

/// <summary>Everything on the cluster of the driver that started this program.</summary>
internal sealed class SparkEngine(Func<SparkSession> session, TimeProvider time) : IEngine
{
    /// <inheritdoc />
    public ICycleRuntime OpenCycles(TableConnection table, AirQualitySettings settings) =>
        new SparkRuntime(session(), table, StagingOf(settings), time);

    /// <inheritdoc />
    public IBackfillRuntime OpenBackfill(TableConnection table, IArchiveSource source, string location, AirQualitySettings settings) =>
        new SparkBackfill(session(), table.Options, location, settings, StagingOf(settings));

    private static StagingFolder StagingOf(AirQualitySettings settings) => new(Path.Combine(settings.Data, "staging"));
}
