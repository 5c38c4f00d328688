using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>NOT.</summary>
internal sealed class NotExpression(BoundExpression operand) : BoundExpression(SqlType.Boolean, operand)
{
    protected override bool FailsItself => false;

    protected override string Label => "not";

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var vector = operand.Evaluate(batch, scope);
        if (vector is not BooleanVector booleans) return Functions.Columns.AllNull(SqlType.Boolean, batch.Count);
        var values = new bool[batch.Count];
        for (var row = 0; row < values.Length; row++) values[row] = !booleans.Values[row];
        return new BooleanVector(SqlType.Boolean, values, batch.Count, booleans.Nulls);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => new NotExpression(children[0]);
}

/// <summary>IS NULL.</summary>
internal sealed class IsNullExpression(BoundExpression operand) : BoundExpression(SqlType.Boolean, operand)
{
    protected override bool FailsItself => false;

    protected override string Label => "is null";

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var vector = operand.Evaluate(batch, scope);
        var values = new bool[batch.Count];
        for (var row = 0; row < values.Length; row++) values[row] = vector.IsNull(row);
        return new BooleanVector(SqlType.Boolean, values, batch.Count);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => new IsNullExpression(children[0]);
}
