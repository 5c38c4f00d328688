using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>What clauses refuse.</summary>
internal static class Clauses
{
    /// <summary>Refuses aggregates and window functions, which have no meaning before rows are grouped.</summary>
    public static void RefuseAggregates(BoundExpression expression, SourcePosition at, string clause)
    {
        if (expression.Flatten().Any(part => part is AggregateExpression or WindowExpression))
            throw new SqlException(at, $"{clause} cannot contain aggregations, window functions or grouping operations");
    }
}
