using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>A named parameter at one of its places. A query that has one is described, never run.</summary>
internal sealed class ParameterExpression(OpenParameters parameters, string name, SqlType type) : BoundExpression(type)
{
    protected override bool FailsItself => false;

    protected override string Label => $"@{name}:{Type}";

    /// <summary>The parameter where a value of some type is needed.</summary>
    public ParameterExpression As(SqlType wanted, SourcePosition at)
    {
        parameters.Learn(name, wanted, at);
        return new ParameterExpression(parameters, name, wanted);
    }

    public override Vector Evaluate(Batch batch, RunScope scope) =>
        throw new InvalidOperationException($"The query leaves its parameter @{name} open and cannot be run");

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this;
}
