using AirQuality.TimestreamLocal.Sql.Types;
using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>A value of the row around: in a correlated subquery, of the query outside; in a lambda, of the row it runs for. The node
/// that runs the subquery or the lambda has the captured columns as children, and hands them in through
/// <see cref="RunScope.Inside"/>.</summary>
internal sealed class OuterColumnExpression(SqlType type, int index) : BoundExpression(type)
{
    protected override bool FailsItself => false;

    protected override string Label => Invariant($"^{index}");

    public override Vector Evaluate(Batch batch, RunScope scope) => VectorRows.Constant(Type, scope.Captured(index), batch.Count);

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this;
}
