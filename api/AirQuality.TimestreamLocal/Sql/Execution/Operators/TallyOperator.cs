using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>
/// <c>count(*)</c>, <c>min(time)</c> and <c>max(time)</c> of all rows between two instants, which the store knows how to tell without
/// giving the rows. Where it does not, they are aggregated as ever.
/// </summary>
internal sealed class TallyOperator : Operator
{
    private readonly ScanOperator _scan;
    private readonly IReadOnlyList<AggregateExpression> _aggregates;
    private readonly Operator _otherwise;

    private TallyOperator(ScanOperator scan, IReadOnlyList<AggregateExpression> aggregates, Operator otherwise)
        : base(otherwise.Types) => (_scan, _aggregates, _otherwise) = (scan, aggregates, otherwise);

    /// <summary>The operator for a grouping without keys, where its input and aggregates are such; else <paramref name="otherwise"/>.</summary>
    public static Operator For(Operator input, IReadOnlyList<AggregateExpression> aggregates, Operator otherwise) =>
        ScanOf(input) is { } scan && aggregates.Count > 0 && aggregates.All(aggregate => IsOfTally(aggregate, scan.Schema))
            ? new TallyOperator(scan, aggregates, otherwise)
            : otherwise;

    public override void Narrow(BoundExpression condition) => _otherwise.Narrow(condition);

    public override IEnumerable<Batch> Run(RunScope scope) => _scan.Tally(scope) is { } tally ? [Row(tally)] : _otherwise.Run(scope);

    /// <summary>The scan under conditions that the scan's request says completely: fixed bounds of time, and one measure name.</summary>
    private static ScanOperator? ScanOf(Operator input)
    {
        if (input is ScanOperator all)
            return all;
        if (input is not FilterOperator { Input: ScanOperator scan } filter)
            return null;
        var others = LogicalExpression.Conjuncts(filter.Condition).Where(part => !IsBoundOfTime(part, scan.Schema)).ToList();
        return others.Count == 0 || (others.Count == 1 && IsMeasureName(others[0], scan.Schema)) ? scan : null;
    }

    private static bool IsBoundOfTime(BoundExpression condition, TableSchema schema) => condition switch
    {
        BetweenExpression between => Is(between.Value, ColumnRole.Time, schema) && IsInstant(between.Low) && IsInstant(between.High),
        CallExpression { Function.Name: "<" or "<=" or ">" or ">=" or "=", Children: [var a, var b] } =>
            (Is(a, ColumnRole.Time, schema) && IsInstant(b)) || (IsInstant(a) && Is(b, ColumnRole.Time, schema)),
        _ => false,
    };

    private static bool IsMeasureName(BoundExpression condition, TableSchema schema) =>
        condition is CallExpression { Function.Name: "=", Children: [var column, ConstantExpression { Value: string }] }
        && Is(column, ColumnRole.MeasureName, schema);

    private static bool IsInstant(BoundExpression value) => value is ConstantExpression { Value: long } && value.Type == SqlType.Timestamp;

    private static bool IsOfTally(AggregateExpression aggregate, TableSchema schema) =>
        aggregate is { Filter: null, IsDistinct: false, SortKeys.Count: 0 } && (aggregate.Function.Name, aggregate.Arguments) switch
        {
            ("count", []) => true,
            ("min" or "max", [var value]) => Is(value, ColumnRole.Time, schema),
            _ => false,
        };

    private static bool Is(BoundExpression value, ColumnRole role, TableSchema schema) =>
        value is ColumnExpression column && schema.Columns[column.Index].Role == role;

    private Batch Row(RowTally tally) => new([.. _aggregates.Select(aggregate => Columns.FromObjects(aggregate.Type, [ValueOf(aggregate, tally)], 1))], 1);

    private static object? ValueOf(AggregateExpression aggregate, RowTally tally) => aggregate.Function.Name switch
    {
        "count" => tally.Rows,
        _ when tally.Rows == 0 => null,
        "min" => tally.FirstNs,
        _ => tally.LastNs,
    };
}
