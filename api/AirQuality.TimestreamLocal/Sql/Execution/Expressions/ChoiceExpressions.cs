using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>COALESCE: an argument is computed only for the rows at which all before it are NULL.</summary>
internal sealed class CoalesceExpression(SqlType type, IReadOnlyList<BoundExpression> arguments) : BoundExpression(type, arguments)
{
    protected override bool FailsItself => false;

    protected override string Label => "coalesce";

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var result = Children[0].Evaluate(batch, scope);
        foreach (var argument in Children.Skip(1))
        {
            int[] missing = [.. Enumerable.Range(0, batch.Count).Where(result.IsNull)];
            if (missing.Length == 0) break;
            var values = argument.Evaluate(batch.Gather(missing), scope);
            var sources = BranchCollector.AllRows(batch.Count);
            for (var i = 0; i < missing.Length; i++) sources[missing[i]] = batch.Count + i;
            result = VectorRows.Concat(Type, [result, values]).Gather(sources);
        }

        return result;
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => new CoalesceExpression(Type, children);
}

/// <summary>NULLIF: NULL where the two are equal, else the first, in its own type.</summary>
internal sealed class NullIfExpression(ResolvedFunction equality, BoundExpression value, BoundExpression left, BoundExpression right)
    : BoundExpression(value.Type, value, left, right)
{
    protected override bool FailsItself => false;

    protected override string Label => "nullif";

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var kept = value.Evaluate(batch, scope);
        var (a, b) = (left.Evaluate(batch, scope), right.Evaluate(batch, scope));
        var equal = VectorRows.TrueRows(equality.Evaluate([a, b], batch.Count, scope.Context));
        if (equal.Length == 0) return kept;
        var sources = BranchCollector.AllRows(batch.Count);
        foreach (var row in equal) sources[row] = -1;
        return kept.Gather(sources);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) =>
        new NullIfExpression(equality, children[0], children[1], children[2]);
}

/// <summary>TRY: NULL where its operand cannot be computed.</summary>
internal sealed class TryExpression(BoundExpression operand) : BoundExpression(operand.Type, operand)
{
    protected override bool FailsItself => false;

    protected override string Label => "try";

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        if (TryEvaluate(batch, scope) is { } whole) return whole;
        var parts = new Vector[batch.Count];
        for (var row = 0; row < parts.Length; row++)
            parts[row] = TryEvaluate(batch.Gather([row]), scope) ?? Columns.AllNull(Type, 1);
        return VectorRows.Concat(Type, parts);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => new TryExpression(children[0]);

    private Vector? TryEvaluate(Batch batch, RunScope scope)
    {
        try
        {
            return operand.Evaluate(batch, scope);
        }
        catch (SqlException)
        {
            return null;
        }
    }
}
