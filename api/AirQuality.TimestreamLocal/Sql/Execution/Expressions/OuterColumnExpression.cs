using AirQuality.TimestreamLocal.Sql.Types;
using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>A column of a row around: in a correlated subquery, that of the query outside; in a lambda, that of the row it runs for.</summary>
/// <param name="type">Its type.</param>
/// <param name="level">How many queries or lambdas further out, from 1.</param>
/// <param name="index">Its index there.</param>
internal sealed class OuterColumnExpression(SqlType type, int level, int index) : BoundExpression(type)
{
    public int Level => level;

    public int Index => index;

    protected override bool FailsItself => false;

    protected override string Label => Invariant($"^{level}#{index}");

    public override Vector Evaluate(Batch batch, RunScope scope) =>
        VectorRows.Constant(Type, scope.OuterValue(level, index), batch.Count);

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this;
}
