using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>
/// Knows when the newest row of each series (measure name and dimensions) is all that a query needs, so that the store may find those alone:
/// <c>SELECT sensor_id, max(time), max_by(p1, time) … GROUP BY sensor_id</c>, <c>SELECT DISTINCT country</c>, <c>count(DISTINCT sensor_id)</c>,
/// and <c>row_number() OVER (PARTITION BY sensor_id ORDER BY time DESC)</c> of which only the first counts. The executor computes everything as
/// ever, of fewer rows.
/// </summary>
internal static class NewestRows
{
    /// <summary>Tells the scan under a grouping, if older rows change nothing.</summary>
    public static void WantForGroups(Operator input, IEnumerable<BoundExpression> keys, IEnumerable<AggregateExpression> aggregates)
    {
        if (ScanOf(input) is { } scan && keys.All(key => IsOfSeries(key, scan.Schema))
            && aggregates.All(aggregate => IsOfNewest(aggregate, scan.Schema)))
            scan.NewestOnly = true;
    }

    /// <summary>Tells the scan under a ranking of which only the first rows are used, if those are the newest.</summary>
    public static void WantForFirst(Operator input, WindowExpression ranking)
    {
        if (ranking is { Name: "row_number" or "rank" or "dense_rank", SortKeys: [var key], Shape.Directions: [{ Descending: true }] }
            && ScanOf(input) is { } scan && IsTime(key, scan.Schema) && ranking.PartitionKeys.All(part => IsOfSeries(part, scan.Schema)))
            scan.NewestOnly = true;
    }

    /// <summary>The scan that an operator's rows come from, if it leaves out none but whole series and what is outside some time.</summary>
    private static ScanOperator? ScanOf(Operator input) => input switch
    {
        ScanOperator scan => scan,
        FilterOperator { Input: ScanOperator scan } filter when LogicalExpression.Conjuncts(filter.Condition)
            .All(part => IsOfSeries(part, scan.Schema) || IsBoundOfTime(part, scan.Schema)) => scan,
        _ => null,
    };

    /// <summary>Whether a condition leaves out rows before or after an instant and no others: what is newest inside stays newest.</summary>
    private static bool IsBoundOfTime(BoundExpression condition, TableSchema schema) => condition switch
    {
        BetweenExpression between => IsTime(between.Value, schema) && IsFixed(between.Low) && IsFixed(between.High),
        CallExpression { Function.Name: "<" or "<=" or ">" or ">=" or "=", Children: [var a, var b] } =>
            (IsTime(a, schema) && IsFixed(b)) || (IsFixed(a) && IsTime(b, schema)),
        _ => false,
    };

    private static bool IsOfNewest(AggregateExpression aggregate, TableSchema schema)
    {
        if (aggregate.Filter is not null || aggregate.SortKeys.Count > 0) return false;
        return (aggregate.Function.Name, aggregate.Arguments) switch
        {
            ("max", [var value]) => IsTime(value, schema) || IsOfSeries(value, schema),
            ("min", [var value]) => IsOfSeries(value, schema),
            ("max_by", [var value, var key]) => IsTime(key, schema) && IsHarmless(value),
            ("count", [var value]) => aggregate.IsDistinct && IsOfSeries(value, schema),
            ("approx_distinct", [var value]) => IsOfSeries(value, schema),
            _ => false,
        };
    }

    /// <summary>Whether an expression is the same for all rows of a series, in its errors too.</summary>
    private static bool IsOfSeries(BoundExpression expression, TableSchema schema) => expression.Flatten().All(part => part switch
    {
        ColumnExpression column => schema.Columns[column.Index].Role is ColumnRole.Dimension or ColumnRole.MeasureName,
        _ => IsRepeatable(part),
    });

    /// <summary>Nodes that are known to give the same for the same: lambdas and correlated subqueries may hide a random().</summary>
    private static bool IsRepeatable(BoundExpression part) => !part.VariesItself && part
        is ConstantExpression or CallExpression or BetweenExpression or LogicalExpression or NotExpression or InListExpression
        or LikeExpression or IsNullExpression or CaseExpression or CoalesceExpression or OuterColumnExpression;

    /// <summary>Whether an expression can be left uncomputed for a row: it raises no error there.</summary>
    private static bool IsHarmless(BoundExpression value) => value is ColumnExpression or ConstantExpression;

    /// <summary>Whether it is one value in the whole query; a subquery that needs nothing from outside runs once.</summary>
    private static bool IsFixed(BoundExpression value) =>
        value.IsRowIndependent && value.Flatten().All(part => part is ScalarSubqueryExpression || IsRepeatable(part));

    private static bool IsTime(BoundExpression value, TableSchema schema) =>
        value is ColumnExpression column && schema.Columns[column.Index].Role == ColumnRole.Time;
}
