using AirQuality.TimestreamLocal.Sql.Types;
using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>A value that the query text gives.</summary>
internal sealed class ConstantExpression(SqlType type, object? value) : BoundExpression(type)
{
    /// <summary>The value, boxed as <see cref="Vector.this"/> says.</summary>
    public object? Value => value;

    protected override bool FailsItself => false;

    protected override string Label => value is string text ? Invariant($"'{text.Length}:{text}'") : Invariant($"<{Type}:{value}>");

    public override Vector Evaluate(Batch batch, RunScope scope) => VectorRows.Constant(Type, value, batch.Count);

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this;
}
