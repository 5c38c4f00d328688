using AirQuality.Core.Readings;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace AirQuality.Spark.Workers;

/// <summary>The index UDF: <c>(type, sensor_type, text) → {reason, value, index}</c>, by Core's rules for one value.</summary>
internal static class JudgeValue
{
    private static readonly StructType Judged = new(
    [
        new StructField("reason", new StringType()),
        new StructField("value", new DoubleType()),
        new StructField("index", new IntegerType()),
    ]);

    /// <summary>The UDF; it captures nothing.</summary>
    public static Func<Column, Column, Column, Column> Udf() => Functions.Udf<string?, string?, string?>(Judge, Judged);

    // Spark runs a UDF on the rows that its CASE leaves out, too: those of entries without values.
    private static Row? Judge(string? type, string? sensorType, string? text)
    {
        if (text is null)
            return null;
        var judged = JudgedValue.Of(type, sensorType, text);
        return new GenericRow([judged.Reason, judged.Value, judged.Index]);
    }
}
