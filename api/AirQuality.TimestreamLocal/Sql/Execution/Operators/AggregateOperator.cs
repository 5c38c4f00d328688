using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>GROUP BY by hashing. Gives the keys, then the aggregates, one row a group; without keys one row, even of no input.</summary>
internal sealed class AggregateOperator(Operator input, IReadOnlyList<BoundExpression> keys, IReadOnlyList<AggregateExpression> aggregates)
    : Operator([.. keys.Select(key => key.Type), .. aggregates.Select(aggregate => aggregate.Type)])
{
    /// <summary>A condition on keys alone keeps or drops whole groups, so it can be asked of their rows.</summary>
    public override void Narrow(BoundExpression condition)
    {
        var columns = condition.Flatten().OfType<ColumnExpression>().ToList();
        if (columns.Count == 0 || columns.Exists(column => column.Index >= keys.Count)) return;
        input.Narrow(condition.Rewrite(part => part is ColumnExpression column ? keys[column.Index] : null));
    }

    public override IEnumerable<Batch> Run(RunScope scope)
    {
        var groups = new GroupIndex(keys.Count);
        var states = aggregates.Select(aggregate => GroupedAggregate.Create(aggregate, scope)).ToArray();
        if (keys.Count == 0) groups.FindOrAdd([], 0);
        foreach (var batch in input.Run(scope))
        {
            scope.ThrowIfCancelled();
            var ids = Number(batch, groups, scope);
            foreach (var state in states) state.Add(batch, ids, groups.Count);
        }

        foreach (var state in states) state.Add(new Batch([], 0), [], groups.Count);
        return Slice(Results(groups, states));
    }

    private int[] Number(Batch batch, GroupIndex groups, RunScope scope)
    {
        var before = groups.Count;
        var columns = keys.Select(key => key.Evaluate(batch, scope)).ToArray();
        var ids = new int[batch.Count];
        if (columns.Length > 0)
        {
            for (var row = 0; row < ids.Length; row++) ids[row] = groups.FindOrAdd(columns, row);
            scope.Budget.HoldTexts(groups.Seal());
        }

        scope.Budget.HoldIndexed(groups.Count - before, keys.Count, aggregates.Count);
        return ids;
    }

    private Batch Results(GroupIndex groups, GroupedAggregate[] states)
    {
        var columns = new Vector[Types.Count];
        for (var i = 0; i < keys.Count; i++) columns[i] = groups.KeyColumn(i, keys[i].Type);
        for (var i = 0; i < states.Length; i++) columns[keys.Count + i] = states[i].Results();
        return new Batch(columns, groups.Count);
    }
}
