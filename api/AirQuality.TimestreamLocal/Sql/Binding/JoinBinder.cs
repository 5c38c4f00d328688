using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>Joins with ON, USING or neither.</summary>
internal static class JoinBinder
{
    public static Relation Join(BinderContext context, JoinItem join, Relation left, Relation right, Scope? outer, NamedQueries? queries)
    {
        var width = left.Node.Width;
        Field[] rightFields = [.. right.Fields.Select(field => field with { Value = SourcePlanner.Shift(field.Value, width) })];
        var sides = new Relation(new JoinNode(join.Kind, left.Node, right.Node, null), [.. left.Fields, .. rightFields]);
        if (join.Using.Count > 0) return JoinUsing(join, sides, left.Fields, rightFields);
        if (join.On is null) return sides;
        var on = new ExpressionBinder(context, new Scope(sides, outer), queries).BindCondition(join.On, "JOIN ON clause");
        Clauses.RefuseAggregates(on, join.On.Position, "JOIN clause");
        return sides with { Node = new JoinNode(join.Kind, left.Node, right.Node, on) };
    }

    /// <summary>The columns of USING come first, once and without a qualifier; then the others of both sides.</summary>
    private static Relation JoinUsing(JoinItem join, Relation sides, IReadOnlyList<Field> left, IReadOnlyList<Field> right)
    {
        var node = (JoinNode)sides.Node;
        var (conditions, shared, used) = (new List<BoundExpression>(), new List<Field>(), new List<Field>());
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in join.Using)
        {
            if (!names.Add(name.Text))
                throw new SqlException(name.Position, $"Column '{name.Text}' appears multiple times in USING clause");
            var (leftField, rightField) = (FieldOf(left, name, "left"), FieldOf(right, name, "right"));
            var (a, b) = (sides.Use(leftField, name.Position), sides.Use(rightField, name.Position));
            conditions.Add(Coercions.Call(Operators.Binary("=", a.Type, b.Type, name.Position), [a, b], name.Position));
            var value = Shared(join.Kind, a, b, name.Position);
            shared.Add(new Field([], name.Text, value) { Origin = sides.OriginOf(value) });
            used.AddRange([leftField, rightField]);
        }

        var on = conditions.Count == 1 ? conditions[0] : new LogicalExpression(isAnd: true, conditions);
        var rest = sides.Fields.Where(field => !used.Exists(taken => ReferenceEquals(taken, field)));
        return new Relation(node with { On = on }, [.. shared, .. rest]);
    }

    private static BoundExpression Shared(JoinKind kind, BoundExpression left, BoundExpression right, SourcePosition at)
    {
        if (kind == JoinKind.Right) return right;
        if (kind != JoinKind.Full) return left;
        var type = Coercion.CommonType(left.Type, right.Type) ?? left.Type;
        return new CoalesceExpression(type, [left.To(type, at), right.To(type, at)]);
    }

    private static Field FieldOf(IReadOnlyList<Field> fields, Name name, string side)
    {
        var matches = fields.Where(field => field.Matches([], name.Text)).ToList();
        return matches.Count switch
        {
            1 => matches[0],
            0 => throw new SqlException(name.Position, $"Column '{name.Text}' is missing from {side} side of join"),
            _ => throw new SqlException(name.Position, $"Column '{name.Text}' is ambiguous"),
        };
    }
}
