using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>The first columns; drops those that only an ORDER BY needed.</summary>
internal sealed class TakeColumnsOperator(Operator input, int count) : Operator([.. input.Types.Take(count)])
{
    public override void Narrow(BoundExpression condition) => input.Narrow(condition);

    public override IEnumerable<Batch> Run(RunScope scope) =>
        input.Run(scope).Select(batch => new Batch(batch.Columns[..count], batch.Count));
}
