using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <content>Names: <c>a</c> is a column; <c>a.b</c> a column of a relation or a field of a row, in that order.</content>
internal sealed partial class ExpressionBinder
{
    private BoundExpression BindName(Expression expression)
    {
        if (TryBindName(expression) is { } bound) return bound;
        throw new SqlException(expression.Position, $"Column '{string.Join('.', PartsOf(expression)!)}' does not exist");
    }

    private BoundExpression? TryBindName(Expression expression)
    {
        var parts = PartsOf(expression);
        if (parts is not null && scope.Resolve(parts[..^1], parts[^1], expression.Position) is { } column) return column;
        if (expression is not Dereference dereference) return null;

        context.Enter(expression.Position);
        var row = parts is null ? Bind(dereference.Base) : TryBindName(dereference.Base);
        context.Leave();
        if (row is null) return null;
        if (row.Type is not RowType type)
            type = new RowType([]);
        var field = FieldOf(type, dereference.Field);
        if (field >= 0) return new FieldExpression(type.Fields[field].Type, row, field);
        if (parts is not null) return null;
        throw new SqlException(expression.Position, $"A value of type {row.Type} has no field '{dereference.Field}'");
    }

    private static int FieldOf(RowType type, string name)
    {
        for (var i = 0; i < type.Fields.Count; i++)
        {
            if (string.Equals(type.Fields[i].Name, name, StringComparison.OrdinalIgnoreCase)) return i;
        }

        return -1;
    }

    /// <summary>The parts of a dotted name; null where something else than names is dotted.</summary>
    private static List<string>? PartsOf(Expression expression)
    {
        List<string> parts = [];
        while (expression is Dereference dereference)
        {
            parts.Add(dereference.Field);
            expression = dereference.Base;
        }

        if (expression is not Identifier identifier) return null;
        parts.Add(identifier.Name);
        parts.Reverse();
        return parts;
    }
}
