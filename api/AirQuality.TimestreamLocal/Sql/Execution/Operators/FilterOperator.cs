using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>The rows at which a condition is true.</summary>
internal sealed class FilterOperator(Operator input, BoundExpression condition) : Operator(input.Types)
{
    /// <summary>Where it comes from.</summary>
    public Operator Input => input;

    /// <summary>What is tested.</summary>
    public BoundExpression Condition => condition;

    /// <summary>Its own condition has been handed down when it was planned.</summary>
    public override void Narrow(BoundExpression condition) => input.Narrow(condition);

    public override IEnumerable<Batch> Run(RunScope scope)
    {
        foreach (var batch in input.Run(scope))
        {
            var rows = VectorRows.TrueRows(condition.Evaluate(batch, scope));
            if (rows.Length == 0 && condition.IsRowIndependent) yield break;
            if (rows.Length == batch.Count) yield return batch;
            else if (rows.Length > 0) yield return batch.Gather(rows);
        }
    }
}
