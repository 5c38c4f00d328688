using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>What a lambda's parameter is, by what it runs over.</summary>
internal static class LambdaTypes
{
    /// <summary>An array's element, or a row of time and value for a time series; null for anything else.</summary>
    public static SqlType? ElementOf(SqlType type) => type switch
    {
        ArrayType array => array.Element,
        TimeSeriesType series => new RowType([new RowField("time", SqlType.Timestamp), new RowField("value", series.Value)]),
        _ => null,
    };
}
