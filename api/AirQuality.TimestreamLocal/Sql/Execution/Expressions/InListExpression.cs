using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary><c>value IN (items)</c>: true if one is equal, else NULL if any comparison is unknown, else false.</summary>
internal sealed class InListExpression : BoundExpression
{
    private readonly ResolvedFunction _equality;
    private readonly ValueSet? _constants;

    /// <summary>The value and the items have one type, which the equality takes.</summary>
    public InListExpression(ResolvedFunction equality, BoundExpression value, IReadOnlyList<BoundExpression> items)
        : base(SqlType.Boolean, [value, .. items])
    {
        _equality = equality;
        if (value.Type is ScalarType && items.All(item => item is ConstantExpression))
            _constants = new ValueSet(items.Select(item => ((ConstantExpression)item).Value));
    }

    public BoundExpression Value => Children[0];

    public IEnumerable<BoundExpression> Items => Children.Skip(1);

    protected override bool FailsItself => false;

    protected override string Label => "in";

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var value = Value.Evaluate(batch, scope);
        return _constants is null ? CompareEach(value, batch, scope) : _constants.Contains(value);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) =>
        new InListExpression(_equality, children[0], [.. children.Skip(1)]);

    private BooleanVector CompareEach(Vector value, Batch batch, RunScope scope)
    {
        var found = new bool[batch.Count];
        var unknown = new bool[batch.Count];
        foreach (var item in Items)
        {
            scope.ThrowIfCancelled();
            var equal = _equality.Evaluate([value, item.Evaluate(batch, scope)], batch.Count, scope.Context);
            for (var row = 0; row < found.Length; row++)
            {
                if (equal is not BooleanVector booleans || equal.IsNull(row)) unknown[row] = true;
                else if (booleans.Values[row]) found[row] = true;
            }
        }

        for (var row = 0; row < found.Length; row++) unknown[row] &= !found[row];
        return new BooleanVector(SqlType.Boolean, found, batch.Count, unknown);
    }
}
