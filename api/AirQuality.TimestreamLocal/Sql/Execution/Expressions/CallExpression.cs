using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>A function, operator or cast over arguments of its parameters' types.</summary>
internal sealed class CallExpression(ResolvedFunction function, IReadOnlyList<BoundExpression> arguments)
    : BoundExpression(function.ResultType, arguments)
{
    private static readonly HashSet<string> Unrepeatable = ["random", "rand", "shuffle"];
    private static readonly Batch OneRow = new([], 1);

    public ResolvedFunction Function => function;

    /// <summary>Comparisons and the widening of numbers are known to have an answer for every value.</summary>
    protected override bool FailsItself => !Comparison.IsComparison(function.Name) && !IsWidening;

    public override bool VariesItself => Unrepeatable.Contains(function.Name);

    protected override string Label => $"{function.Name}:{Type}";

    private bool IsWidening => function is { Name: "cast", ParameterTypes: [var from] }
        && (from == SqlType.Integer || from == SqlType.BigInt)
        && (function.ResultType == SqlType.Double || function.ResultType == SqlType.BigInt);

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        if (IsRowIndependent && batch.Count > 1)
            return VectorRows.Constant(Type, Compute(OneRow, scope)[0], batch.Count);
        return Compute(batch, scope);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => new CallExpression(function, children);

    private Vector Compute(Batch batch, RunScope scope)
    {
        var values = new Vector[Children.Count];
        for (var i = 0; i < values.Length; i++) values[i] = Children[i].Evaluate(batch, scope);
        return ValueSize.Spend(function.Evaluate(values, batch.Count, scope.Context), scope.Budget);
    }
}
