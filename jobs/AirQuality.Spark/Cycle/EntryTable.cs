using AirQuality.Core.Split;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace AirQuality.Spark.Cycle;

/// <summary>A split snapshot as a table, with the schema that <see cref="SnapshotSplitter"/> writes; nothing is inferred.</summary>
internal static class EntryTable
{
    private static readonly StructType Schema = new(
    [
        new StructField("no", new LongType()),
        new StructField("sensor_id", new LongType()),
        new StructField("time_ms", new LongType()),
        new StructField("sensor_type", new StringType()),
        new StructField("particulars", new StringType()),
        new StructField("values", new ArrayType(new StructType(
        [
            new StructField("id", new LongType()),
            new StructField("type", new StringType()),
            new StructField("text", new StringType()),
        ]))),
    ]);

    /// <summary>Reads the lines; a large file is split among tasks.</summary>
    public static DataFrame Read(SparkSession spark, params string[] paths) => spark.Read().Schema(Schema).Json(paths);

    /// <summary>One row a value: an entry's particulars stay with its first, and an entry without values keeps one row, at position -1.</summary>
    public static DataFrame Explode(DataFrame entries)
    {
        var position = Coalesce(Col("position"), Lit(-1));
        return entries
            .Select(
                Col("no"), Col("sensor_id"), Col("time_ms"), Col("sensor_type"), Col("particulars"),
                PosExplodeOuter(Col("values")).As(["position", "value"]))
            .Select(
                Col("no"), Col("sensor_id"), Col("time_ms"), Col("sensor_type"),
                position.As("position"), When(position.Leq(0), Col("particulars")).As("particulars"),
                Col("value.id").As("id"), Col("value.type").As("type"), Col("value.text").As("text"));
    }
}
