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
    public ICycleRuntime OpenCycles(TableConnection table, AirQualitySettings settings)
    {
        var spark = session();
        return new SparkRuntime(spark, table, StagingOf(spark, settings), time);
    }

    /// <inheritdoc />
    public IBackfillRuntime OpenBackfill(TableConnection table, IArchiveSource source, string location, AirQualitySettings settings)
    {
        var spark = session();
        return new SparkBackfill(spark, table.Options, location, settings, StagingOf(spark, settings));
    }

    private static StagingFolder StagingOf(SparkSession spark, AirQualitySettings settings) => new(
        Path.Combine(settings.Data, "staging"), settings.Spark.Staging is { } uri ? new SharedFolder(spark, uri.AbsoluteUri) : null);
}
