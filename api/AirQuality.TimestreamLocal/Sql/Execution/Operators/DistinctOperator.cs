using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>Each distinct row once, where it first stands.</summary>
internal sealed class DistinctOperator(Operator input) : Operator(input.Types)
{
    public override void Narrow(BoundExpression condition) => input.Narrow(condition);

    public override IEnumerable<Batch> Run(RunScope scope)
    {
        var seen = new GroupIndex(Types.Count);
        foreach (var batch in input.Run(scope))
        {
            var fresh = new List<int>();
            for (var row = 0; row < batch.Count; row++)
            {
                if (seen.TryAdd(batch.Columns, row)) fresh.Add(row);
            }

            scope.Budget.HoldTexts(seen.Seal());
            scope.Budget.HoldIndexed(fresh.Count, Types.Count);
            if (fresh.Count > 0) yield return batch.Gather([.. fresh]);
        }
    }
}
