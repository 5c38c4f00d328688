using System.Diagnostics;
using AirQuality.Core.Feed;
using AirQuality.Core.Split;
using AirQuality.Spark;
using AirQuality.Spark.Cycle;
using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

namespace AirQuality.Bench.Spark;

/// <summary>Three ways to the index of a value, over the same exploded feed: a scalar UDF, a vectorised UDF, and Spark's own expressions.</summary>
internal static class IndexContest
{
    /// <summary>Runs each way in turn, and prints its time and the sum of all indexes, which must agree.</summary>
    public static async Task RunAsync(string feed, int runs, TextWriter output)
    {
        var spark = SparkHost.StartSession();
        var lines = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using (var json = File.OpenRead(feed))
        await using (var to = File.Create(lines))
            await SnapshotSplitter.SplitAsync(json, new SnapshotOptions { AveragingMinutes = 1440 }, to);

        // Eight feeds' values in memory, so that the clock sees the index, and a job's fixed costs weigh little.
        var feeds = Enumerable.Repeat(lines, 8).ToArray();
        var values = EntryTable.Explode(EntryTable.Read(spark, feeds)).Select("type", "sensor_type", "text").Persist(StorageLevel.MEMORY_AND_DISK);
        await output.WriteLineAsync($"values 0 {values.Count()}");
        for (var run = 0; run < runs; run++)
        {
            foreach (var (name, index) in (IEnumerable<(string, Column)>)[("scalar", IndexWays.Scalar()), ("vector", IndexWays.Vector()), ("native", IndexWays.Native())])
            {
                var started = Stopwatch.GetTimestamp();
                var sum = values.Select(index.As("index")).Agg(Sum("index").As("sum")).Collect().Single().Get("sum");
                await output.WriteLineAsync(FormattableString.Invariant($"{name} {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.0} {sum}"));
            }
        }

        spark.Stop();
        File.Delete(lines);
    }
}
