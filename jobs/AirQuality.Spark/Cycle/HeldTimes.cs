using AirQuality.Jobs.Engine;
using AirQuality.Timestream.Reading;
using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

namespace AirQuality.Spark.Cycle;

/// <summary>Tells what the table holds already, as joins: a watermark a sensor, and the late readings found one by one.</summary>
internal sealed class HeldTimes(SparkSession spark, HeldQuery query, Stage stage, TimeProvider time)
{
    /// <summary>Readings without those that the table holds.</summary>
    /// <param name="readings">With <c>sensor_id</c> and <c>time_ms</c>.</param>
    /// <param name="oldestMs">Their oldest time.</param>
    /// <param name="newestMs">Their newest time.</param>
    /// <param name="averagingMinutes">Rows that are means over less do not count as held.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <exception cref="AirQuality.Timestream.TimestreamException">The table cannot be reached or refuses.</exception>
    public async Task<DataFrame> ExceptAsync(
        DataFrame readings, long oldestMs, long newestMs, int averagingMinutes, CancellationToken cancellationToken)
    {
        var newest = await query.NewestBySensorAsync(oldestMs, TableQuestion.UntilMs(newestMs, time), averagingMinutes, cancellationToken);
        if (newest.Count == 0)
            return readings;

        var watermarks = TimeTable.Read(spark, await stage.WriteTimesAsync("watermarks.csv", newest), "watermark_ms");
        var known = readings.Join(Broadcast(watermarks), ["sensor_id"], "left_outer");
        var late = SparkAction.Rows(known.Filter(Col("time_ms").Lt(Col("watermark_ms"))).Select("sensor_id", "time_ms"))
            .Select(row => (SparkCounts.Number(row.Get("sensor_id")), SparkCounts.Number(row.Get("time_ms"))))
            .ToList();
        var fresh = known.Filter(Col("watermark_ms").IsNull().Or(Col("time_ms").NotEqual(Col("watermark_ms")))).Drop("watermark_ms");
        if (late.Count == 0)
            return fresh;

        var held = await query.HeldAmongAsync(late, averagingMinutes, cancellationToken);
        if (held.Count == 0)
            return fresh;
        var path = await stage.WriteTimesAsync("held.csv", held);
        return fresh.Join(Broadcast(TimeTable.Read(spark, path, "time_ms")), ["sensor_id", "time_ms"], "left_anti");
    }
}
