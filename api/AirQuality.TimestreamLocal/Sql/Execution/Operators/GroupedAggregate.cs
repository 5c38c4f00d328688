using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>One aggregate of a GROUP BY: an accumulator a group, fed with the rows that FILTER and DISTINCT let through.</summary>
internal class GroupedAggregate
{
    private readonly List<Accumulator> _accumulators = [];
    private readonly GroupIndex? _distinct;

    protected GroupedAggregate(AggregateExpression aggregate, RunScope scope)
    {
        (Aggregate, Scope) = (aggregate, scope);
        if (aggregate.IsDistinct) _distinct = new GroupIndex(aggregate.Arguments.Count + 1);
    }

    protected AggregateExpression Aggregate { get; }

    protected RunScope Scope { get; }

    public static GroupedAggregate Create(AggregateExpression aggregate, RunScope scope) =>
        aggregate.SortKeys.Count == 0 ? new GroupedAggregate(aggregate, scope) : new OrderedAggregate(aggregate, scope);

    /// <summary>Takes a batch whose rows belong to the groups given.</summary>
    public void Add(Batch batch, int[] groups, int groupCount)
    {
        while (_accumulators.Count < groupCount) _accumulators.Add(Aggregate.Function.Create());
        if (batch.Count == 0) return;
        if (Aggregate.Filter is { } filter)
        {
            var rows = VectorRows.TrueRows(filter.Evaluate(batch, Scope));
            batch = batch.Gather(rows);
            groups = Array.ConvertAll(rows, row => groups[row]);
        }

        Accumulate(batch, groups);
    }

    /// <summary>The results, one a group.</summary>
    public Vector Results()
    {
        Finish();
        var results = _accumulators.ConvertAll(accumulator => accumulator.Result()).ToArray();
        return ValueSize.Spend(Columns.FromObjects(Aggregate.Type, results, results.Length), Scope.Budget);
    }

    protected virtual void Accumulate(Batch batch, int[] groups)
    {
        var arguments = Evaluate(Aggregate.Arguments, batch);
        if (Aggregate.KeepsValues)
        {
            Scope.Budget.Hold(batch.Count, arguments.Length);
            Scope.Budget.HoldTexts(arguments);
        }

        Feed(arguments, groups, [.. Enumerable.Range(0, batch.Count)]);
    }

    protected virtual void Finish()
    {
    }

    protected Vector[] Evaluate(IReadOnlyList<BoundExpression> expressions, Batch batch) =>
        [.. expressions.Select(expression => expression.Evaluate(batch, Scope))];

    /// <summary>Gives rows to their groups' accumulators, in the order of <paramref name="rows"/>.</summary>
    protected void Feed(Vector[] arguments, int[] groups, int[] rows)
    {
        var keys = _distinct is null ? null : DistinctKeys(arguments, groups);
        foreach (var row in rows)
        {
            if (keys is null || IsNew(keys, row)) _accumulators[groups[row]].Add(arguments, row);
        }

        if (_distinct is not null) Scope.Budget.HoldTexts(_distinct.Seal());
    }

    private bool IsNew(Vector[] keys, int row)
    {
        if (!_distinct!.TryAdd(keys, row)) return false;
        Scope.Budget.HoldIndexed(1, keys.Length);
        return true;
    }

    private static Vector[] DistinctKeys(Vector[] arguments, int[] groups) =>
        [new Int64Vector(Types.SqlType.BigInt, Array.ConvertAll(groups, group => (long)group), groups.Length), .. arguments];
}

/// <summary>An aggregate with ORDER BY inside: it keeps its rows and accumulates them in order at the end.</summary>
internal sealed class OrderedAggregate : GroupedAggregate
{
    private readonly RowBuffer _rows;
    private readonly List<int> _groups = [];

    public OrderedAggregate(AggregateExpression aggregate, RunScope scope) : base(aggregate, scope) =>
        _rows = new RowBuffer([.. aggregate.Arguments.Concat(aggregate.SortKeys).Select(expression => expression.Type)], scope);

    protected override void Accumulate(Batch batch, int[] groups)
    {
        _rows.Add(new Batch([.. Evaluate(Aggregate.Arguments, batch), .. Evaluate(Aggregate.SortKeys, batch)], batch.Count));
        _groups.AddRange(groups);
    }

    protected override void Finish()
    {
        var rows = _rows.ToBatch();
        var arguments = rows.Columns[..Aggregate.Arguments.Count];
        var sorted = new RowOrder(Aggregate.Directions).Sort(rows.Columns[Aggregate.Arguments.Count..], rows.Count);
        Feed(arguments, [.. _groups], sorted);
    }
}
