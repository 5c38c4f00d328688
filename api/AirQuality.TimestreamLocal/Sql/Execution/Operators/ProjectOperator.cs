using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>Expressions computed over each row.</summary>
internal sealed class ProjectOperator(Operator input, IReadOnlyList<BoundExpression> expressions)
    : Operator([.. expressions.Select(expression => expression.Type)])
{
    public override void Narrow(BoundExpression condition) =>
        input.Narrow(condition.Rewrite(part => part is ColumnExpression column ? expressions[column.Index] : null));

    public override IEnumerable<Batch> Run(RunScope scope)
    {
        foreach (var batch in input.Run(scope))
        {
            scope.ThrowIfCancelled();
            var columns = new Vector[expressions.Count];
            for (var i = 0; i < columns.Length; i++) columns[i] = expressions[i].Evaluate(batch, scope);
            yield return new Batch(columns, batch.Count);
        }
    }
}
