using AirQuality.Spark.Workers;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace AirQuality.Spark.Cycle;

/// <summary>Readings as a table: <c>sensor_id, time_ms, filtered, record, counts</c>, one row a sensor and time.</summary>
internal static class ReadingTable
{
    private static readonly ArrayType Counts = new(new StructType(
    [
        new StructField("kind", new StringType()),
        new StructField("reason", new StringType()),
        new StructField("times", new LongType()),
    ]));

    /// <summary>Judges each value, gives each pollutant its index, and brings the values of a sensor and time together again.</summary>
    /// <param name="values">What <see cref="EntryTable.Explode"/> gives.</param>
    /// <param name="averagingMinutes">Over how many minutes the values are means.</param>
    public static DataFrame Of(DataFrame values, int averagingMinutes)
    {
        var judge = JudgeValue.Udf();
        var merge = MergeReading.Udf(averagingMinutes);
        return values
            .WithColumn("judged", When(Col("position").Geq(0), judge(Col("type"), Col("sensor_type"), Col("text"))))
            .GroupBy("sensor_id", "time_ms")
            .Agg(ToJson(CollectList(Struct(
                Col("no"), Col("position"), Col("particulars"), Col("id"), Col("type"),
                Col("judged.reason").As("reason"), Col("judged.value").As("value"), Col("judged.index").As("index")))).As("values"))
            .WithColumn("merged", merge(Col("sensor_id").Cast("string"), Col("time_ms").Cast("string"), Col("values")))
            .Select(
                Col("sensor_id"), Col("time_ms"),
                Col("merged.filtered").As("filtered"), Col("merged.record").As("record"),
                FromJson(Col("merged.counts"), Counts.SimpleString).As("counts"));
    }

    /// <summary>The readings that have something to store.</summary>
    public static DataFrame Storable(DataFrame readings) => readings.Filter(Col("filtered").IsNull()).Select("sensor_id", "time_ms", "record");
}
