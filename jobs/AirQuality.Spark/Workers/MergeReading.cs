using System.Globalization;
using System.Text.Json;
using AirQuality.Core.Split;
using AirQuality.Timestream.Writing;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace AirQuality.Spark.Workers;

/// <summary>
/// The merging UDF: <c>(sensor_id, time_ms, values) → {filtered, record, counts}</c>, by Core's rules for the entries of one sensor and
/// time. The index of the reading is the largest of the values that win; a plain max over the rows would take a loser's.
/// </summary>
internal static class MergeReading
{
    private static readonly StructType Merged = new(
    [
        new StructField("filtered", new StringType()),
        new StructField("record", new StringType()),
        new StructField("counts", new StringType()),
    ]);

    /// <summary>The UDF; it captures the averaging period. Numbers come as text, because a BIGINT arrives as an int when it is small.</summary>
    public static Func<Column, Column, Column, Column> Udf(int averagingMinutes) => Functions.Udf(Of(averagingMinutes), Merged);

    private static Func<string, string, string, Row> Of(int averagingMinutes) =>
        (sensorId, timeMs, values) => Merge(Number(sensorId), Number(timeMs), averagingMinutes, values);

    private static Row Merge(long sensorId, long timeMs, int averagingMinutes, string values)
    {
        var reading = SplitGroup.Merge(sensorId, timeMs, averagingMinutes, values);
        return new GenericRow(
        [
            reading.Filtered,
            reading.Record is { } record ? RecordText.Write(record) : null,
            JsonSerializer.Serialize(ReasonCount.Of(reading), WorkerJson.Default.ReasonCountArray),
        ]);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
