using AirQuality.Core.Readings;
using Apache.Arrow;
using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;
using Column = Microsoft.Spark.Sql.Column;

namespace AirQuality.Bench.Spark;

/// <summary>The ways. 0 stands for no index.</summary>
internal static class IndexWays
{
    // A second writing of the rules, for the contest alone: the plausible range, the sensor types, half up to whole µg/m³, the table.
    private const string NativeIndex = """
        CASE WHEN upper(sensor_type) NOT IN ('SDS011','SDS021','PMS1003','PMS3003','PMS5003','PMS6003','PMS7003','HPM','SPS30','NEXTPM','IPS-7100') THEN 0
             WHEN type = 'P2' AND CAST(text AS DECIMAL(20,10)) BETWEEN 0 AND 999.8999999999 THEN 1 + size(filter(array(11,23,35,41,47,53,58,64,70), b -> floor(CAST(text AS DECIMAL(20,10)) + 0.5) > b))
             WHEN type = 'P1' AND CAST(text AS DECIMAL(20,10)) BETWEEN 0 AND 1999.8999999999 THEN 1 + size(filter(array(16,33,50,58,66,75,83,91,100), b -> floor(CAST(text AS DECIMAL(20,10)) + 0.5) > b))
             ELSE 0 END
        """;

    public static Column Scalar() => Udf<string, string, string, int>(Index)(Col("type"), Col("sensor_type"), Col("text"));

    public static Column Vector() =>
        ArrowFunctions.VectorUdf<StringArray, StringArray, StringArray, Int32Array>(Indexes)(Col("type"), Col("sensor_type"), Col("text"));

    public static Column Native() => Expr(NativeIndex);

    private static int Index(string type, string sensorType, string text) => text is null ? 0 : JudgedValue.Of(type, sensorType, text).Index ?? 0;

    private static Int32Array Indexes(StringArray types, StringArray sensorTypes, StringArray texts)
    {
        var indexes = new Int32Array.Builder();
        for (var row = 0; row < texts.Length; row++)
            indexes.Append(Index(types.GetString(row), sensorTypes.GetString(row), texts.GetString(row)));
        return indexes.Build();
    }
}
