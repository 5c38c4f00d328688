using System.Globalization;
using AirQuality.Core.Feed;
using AirQuality.Core.Split;
using AirQuality.Jobs.Engine;
using Microsoft.Spark.Sql;

namespace AirQuality.Spark.Cycle;

/// <summary>Spreads the work of cycles over a cluster: the driver splits the snapshot, the workers do the rest.</summary>
internal sealed class SparkRuntime(SparkSession spark, TableConnection table, StagingFolder staging, TimeProvider time) : ICycleRuntime
{
    // Enough tasks that cores even out, few enough that a small feed is not all overhead.
    private readonly int _buckets = Math.Max(1, spark.SparkContext.DefaultParallelism) * 3;

    /// <inheritdoc />
    public async Task<IReadSnapshot> ReadAsync(Stream json, int averagingMinutes, List<MalformedEntry> malformed, CancellationToken cancellationToken)
    {
        spark.Conf().Set("spark.sql.shuffle.partitions", _buckets.ToString(CultureInfo.InvariantCulture));
        var stage = staging.Open();
        try
        {
            SplitSnapshot? split = null;
            var options = new SnapshotOptions { AveragingMinutes = averagingMinutes };
            var lines = await stage.WriteAsync("entries.jsonl", async to =>
                split = await SnapshotSplitter.SplitAsync(json, options, to, malformed.Add, cancellationToken));

            // Read by the counts, by the question what is new, and by the write.
            var readings = ReadingTable.Of(EntryTable.Explode(EntryTable.Read(spark, lines)), averagingMinutes).Persist(StorageLevel.MEMORY_AND_DISK);
            return new SparkSnapshot(spark, table, stage, split!, readings, _buckets, time);
        }
        catch
        {
            stage.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Forget()
    {
        // Nothing is remembered: a step asks the table, and ends.
    }

    /// <inheritdoc />
    public void Dispose() => spark.Stop();
}
