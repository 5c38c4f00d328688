using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>UNION ALL: the rows of one input, then those of the other.</summary>
internal sealed class ConcatOperator(Operator left, Operator right) : Operator(left.Types)
{
    public override void Narrow(BoundExpression condition)
    {
        left.Narrow(condition);
        right.Narrow(condition);
    }

    public override IEnumerable<Batch> Run(RunScope scope) => left.Run(scope).Concat(right.Run(scope));
}

/// <summary>INTERSECT and EXCEPT. With ALL a row counts as often as it stands: the lesser count of both, or the difference.</summary>
internal sealed class MembershipOperator(Operator left, Operator right, bool isIntersect, bool isAll) : Operator(left.Types)
{
    public override IEnumerable<Batch> Run(RunScope scope)
    {
        var index = new GroupIndex(Types.Count);
        var counts = CountRight(index, scope);
        foreach (var batch in left.Run(scope))
        {
            var (kept, known) = (new List<int>(), index.Count);
            for (var row = 0; row < batch.Count; row++)
            {
                if (Keeps(index.FindOrAdd(batch.Columns, row), counts)) kept.Add(row);
            }

            scope.Budget.HoldIndexed(index.Count - known, Types.Count);
            scope.Budget.HoldTexts(index.Seal());
            if (kept.Count > 0) yield return batch.Gather([.. kept]);
        }
    }

    private List<int> CountRight(GroupIndex index, RunScope scope)
    {
        var counts = new List<int>();
        foreach (var batch in right.Run(scope))
        {
            scope.Budget.HoldIndexed(batch.Count, Types.Count);
            for (var row = 0; row < batch.Count; row++)
            {
                var group = index.FindOrAdd(batch.Columns, row);
                if (group == counts.Count) counts.Add(0);
                counts[group]++;
            }

            scope.Budget.HoldTexts(index.Seal());
        }

        return counts;
    }

    private bool Keeps(int group, List<int> counts)
    {
        if (group == counts.Count) counts.Add(0);
        var isThere = counts[group] > 0;
        if (isAll)
        {
            if (isThere) counts[group]--;
            return isThere == isIntersect;
        }

        // Once is enough: what was kept is marked so that it is not kept again.
        counts[group] = isIntersect ? 0 : 1;
        return isThere == isIntersect;
    }
}
