using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary><c>value LIKE pattern [ESCAPE character]</c>.</summary>
internal sealed class LikeExpression(IReadOnlyList<BoundExpression> parts) : BoundExpression(SqlType.Boolean, parts)
{
    protected override string Label => "like";

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var value = (TextVector)Children[0].Evaluate(batch, scope);
        var pattern = (TextVector)Children[1].Evaluate(batch, scope);
        var escape = Children.Count > 2 ? (TextVector)Children[2].Evaluate(batch, scope) : null;
        var matches = new bool[batch.Count];
        var nulls = new bool[batch.Count];
        LikePattern? compiled = null;
        for (var row = 0; row < matches.Length; row++)
        {
            nulls[row] = value.IsNull(row) || pattern.IsNull(row) || (escape?.IsNull(row) ?? false);
            if (nulls[row]) continue;
            var (text, escapeText) = (pattern.Values[row], escape?.Values[row]);
            if (compiled is null || !compiled.IsFor(text, escapeText)) compiled = new LikePattern(text, escapeText);
            matches[row] = compiled.IsMatch(value.Values[row]);
        }

        return new BooleanVector(SqlType.Boolean, matches, batch.Count, nulls);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => new LikeExpression(children);
}
