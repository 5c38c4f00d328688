using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary><c>value BETWEEN low AND high</c>, which is <c>value &gt;= low AND value &lt;= high</c> with the value computed once.</summary>
internal sealed class BetweenExpression : BoundExpression
{
    private readonly ResolvedFunction _atLeast;
    private readonly ResolvedFunction _atMost;

    /// <summary>All three have one type, which the two comparisons take.</summary>
    public BetweenExpression(
        ResolvedFunction atLeast, ResolvedFunction atMost, BoundExpression value, BoundExpression low, BoundExpression high)
        : base(SqlType.Boolean, value, low, high) => (_atLeast, _atMost) = (atLeast, atMost);

    public BoundExpression Value => Children[0];

    public BoundExpression Low => Children[1];

    public BoundExpression High => Children[2];

    protected override bool FailsItself => false;

    protected override string Label => "between";

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var value = Value.Evaluate(batch, scope);
        var low = _atLeast.Evaluate([value, Low.Evaluate(batch, scope)], batch.Count, scope.Context);
        var high = _atMost.Evaluate([value, High.Evaluate(batch, scope)], batch.Count, scope.Context);
        var both = new LogicalExpression(isAnd: true, [Column(0), Column(1)]);
        return both.Evaluate(new Batch([low, high], batch.Count), scope);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) =>
        new BetweenExpression(_atLeast, _atMost, children[0], children[1], children[2]);

    private static ColumnExpression Column(int index) => new(SqlType.Boolean, index, "", default);
}
