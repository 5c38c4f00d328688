using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace AirQuality.Spark.Cycle;

/// <summary>Sensors and times that the driver learned from the table, as a table to join with: it may be too large for a closure.</summary>
internal static class TimeTable
{
    /// <summary>Reads lines <c>sensor,milliseconds</c>.</summary>
    public static DataFrame Read(SparkSession spark, string path, string timeColumn) => spark.Read()
        .Schema(new StructType([new StructField("sensor_id", new LongType()), new StructField(timeColumn, new LongType())]))
        .Csv(path);
}
