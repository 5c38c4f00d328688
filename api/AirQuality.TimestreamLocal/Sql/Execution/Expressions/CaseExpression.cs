using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>CASE and IF: each condition sees only the rows that earlier ones left, each result only its own rows.</summary>
internal sealed class CaseExpression : BoundExpression
{
    private readonly ResolvedFunction? _equality;

    /// <summary>With an equality, <c>CASE operand WHEN value</c>: children are operand, (value, result)…, otherwise. Without, they are
    /// (condition, result)…, otherwise.</summary>
    public CaseExpression(SqlType type, ResolvedFunction? equality, IReadOnlyList<BoundExpression> children)
        : base(type, children) => _equality = equality;

    protected override bool FailsItself => false;

    protected override string Label => _equality is null ? "case" : "case of";

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var operand = _equality is null ? null : Children[0].Evaluate(batch, scope);
        var result = new BranchCollector(Type, batch.Count);
        var rows = BranchCollector.AllRows(batch.Count);
        for (var i = operand is null ? 0 : 1; i + 1 < Children.Count && rows.Length > 0; i += 2)
        {
            var (taken, rest) = BranchCollector.Split(rows, Test(Children[i], operand, batch, rows, scope));
            result.Add(Children[i + 1], batch, taken, scope);
            rows = rest;
        }

        result.Add(Children[^1], batch, rows, scope);
        return result.ToVector();
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => new CaseExpression(Type, _equality, children);

    private Vector Test(BoundExpression condition, Vector? operand, Batch batch, int[] rows, RunScope scope)
    {
        var isWhole = rows.Length == batch.Count;
        var value = condition.Evaluate(isWhole ? batch : batch.Gather(rows), scope);
        return operand is null ? value : _equality!.Evaluate([isWhole ? operand : operand.Gather(rows), value], rows.Length, scope.Context);
    }
}
