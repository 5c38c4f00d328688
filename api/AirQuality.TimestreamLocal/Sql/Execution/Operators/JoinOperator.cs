using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>What a join compares.</summary>
/// <param name="LeftKeys">Expressions over the left rows that must equal their counterparts; empty for a join that compares every
/// pair.</param>
/// <param name="RightKeys">Expressions over the right rows.</param>
/// <param name="Residual">What else must hold, over left and right columns together; null for nothing.</param>
internal sealed record JoinCondition(
    IReadOnlyList<BoundExpression> LeftKeys, IReadOnlyList<BoundExpression> RightKeys, BoundExpression? Residual);

/// <summary>A join. It keeps the right input, hashed by the keys if there are any, and streams the left one past it. Outer joins add the
/// rows without a partner, with NULLs beside them.</summary>
internal sealed class JoinOperator(Operator left, Operator right, JoinCondition condition, bool keepLeft, bool keepRight)
    : Operator([.. left.Types, .. right.Types])
{
    public override IEnumerable<Batch> Run(RunScope scope)
    {
        var build = RowBuffer.Collect(right, scope);
        var lookup = new JoinLookup(build, condition.RightKeys, scope);
        var rightMatched = keepRight ? new bool[build.Count] : null;
        foreach (var batch in left.Run(scope))
        {
            var leftMatched = new bool[batch.Count];
            foreach (var (leftRows, rightRows) in Candidates(batch, lookup, scope))
            {
                var matches = Match(batch, build, leftRows, rightRows, scope);
                Mark(matches.Left, leftMatched);
                Mark(matches.Right, rightMatched);
                if (matches.Rows.Count > 0) yield return matches.Rows;
            }

            if (keepLeft && Unmatched(leftMatched) is { Length: > 0 } lonely)
                yield return Pair(batch, lonely, build, Nowhere(lonely.Length));
        }

        if (rightMatched is not null && Unmatched(rightMatched) is { Length: > 0 } rest)
            yield return Pair(NoLeftRow(), Nowhere(rest.Length), build, rest);
    }

    /// <summary>Pairs of rows that may match, in portions.</summary>
    private IEnumerable<(int[] Left, int[] Right)> Candidates(Batch batch, JoinLookup lookup, RunScope scope)
    {
        var keys = condition.LeftKeys.Select(key => key.Evaluate(batch, scope)).ToArray();
        var (leftRows, rightRows) = (new List<int>(), new List<int>());
        for (var row = 0; row < batch.Count; row++)
        {
            for (var partner = lookup.First(keys, row); partner >= 0; partner = lookup.Next(partner))
            {
                leftRows.Add(row);
                rightRows.Add(partner);
                if (leftRows.Count < Batch.TargetRows) continue;
                yield return ([.. leftRows], [.. rightRows]);
                leftRows.Clear();
                rightRows.Clear();
            }
        }

        if (leftRows.Count > 0) yield return ([.. leftRows], [.. rightRows]);
    }

    private (int[] Left, int[] Right, Batch Rows) Match(Batch batch, Batch build, int[] leftRows, int[] rightRows, RunScope scope)
    {
        scope.Budget.Make(leftRows.Length);
        var pairs = Pair(batch, leftRows, build, rightRows);
        if (condition.Residual is null) return (leftRows, rightRows, pairs);
        var kept = VectorRows.TrueRows(condition.Residual.Evaluate(pairs, scope));
        if (kept.Length == pairs.Count) return (leftRows, rightRows, pairs);
        return (Array.ConvertAll(kept, at => leftRows[at]), Array.ConvertAll(kept, at => rightRows[at]), pairs.Gather(kept));
    }

    private static Batch Pair(Batch left, int[] leftRows, Batch right, int[] rightRows) =>
        new([.. left.Gather(leftRows).Columns, .. right.Gather(rightRows).Columns], leftRows.Length);

    private Batch NoLeftRow() => new([.. left.Types.Select(type => VectorRows.Concat(type, []))], 0);

    private static void Mark(int[] rows, bool[]? matched)
    {
        if (matched is null) return;
        foreach (var row in rows) matched[row] = true;
    }

    private static int[] Unmatched(bool[] matched) => [.. Enumerable.Range(0, matched.Length).Where(row => !matched[row])];

    private static int[] Nowhere(int count)
    {
        var rows = new int[count];
        Array.Fill(rows, -1);
        return rows;
    }
}
