using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;
using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary><c>ROW(…)</c> and <c>ARRAY[…]</c>: the values of the children, side by side.</summary>
internal sealed class ConstructorExpression(SqlType type, IReadOnlyList<BoundExpression> items) : BoundExpression(type, items)
{
    protected override bool FailsItself => false;

    protected override string Label => Type is ArrayType ? "array" : "row";

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var items = Children.Select(child => child.Evaluate(batch, scope)).ToArray();
        var values = new object?[batch.Count];
        for (var row = 0; row < values.Length; row++)
        {
            var at = row;
            values[row] = Array.ConvertAll(items, item => item[at]);
        }

        return ValueSize.Spend(new ObjectVector(Type, values, batch.Count), scope.Budget);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => new ConstructorExpression(Type, children);

    /// <summary>The same values side by side in another ROW or ARRAY type, each turned into what that type wants at its place.</summary>
    public ConstructorExpression With(SqlType type, Func<BoundExpression, SqlType, BoundExpression> turn) => new(
        type, [.. Children.Select((item, i) => turn(item, type is ArrayType array ? array.Element : ((RowType)type).Fields[i].Type))]);
}

/// <summary><c>array[index]</c>, from 1; an index outside is an error.</summary>
internal sealed class SubscriptExpression(SqlType type, BoundExpression array, BoundExpression index) : BoundExpression(type, array, index)
{
    protected override string Label => "subscript";

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var arrays = array.Evaluate(batch, scope);
        var indexes = index.Evaluate(batch, scope);
        var values = new object?[batch.Count];
        for (var row = 0; row < values.Length; row++)
        {
            if (arrays[row] is object?[] items && indexes[row] is long at) values[row] = ItemAt(items, at);
        }

        return Columns.FromObjects(Type, values, batch.Count);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) =>
        new SubscriptExpression(Type, children[0], children[1]);

    private static object? ItemAt(object?[] items, long at) => at switch
    {
        0 => throw new SqlException("SQL array indices start at 1"),
        < 0 => throw new SqlException(Invariant($"Array subscript is negative: {at}")),
        _ when at > items.Length =>
            throw new SqlException(Invariant($"Array subscript must be less than or equal to array length: {at} > {items.Length}")),
        _ => items[at - 1],
    };
}

/// <summary><c>row.field</c>, and <c>time</c> and <c>value</c> of a point in the lambdas of time series.</summary>
internal sealed class FieldExpression(SqlType type, BoundExpression row, int index) : BoundExpression(type, row)
{
    protected override bool FailsItself => false;

    protected override string Label => Invariant($"field {index}");

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var rows = row.Evaluate(batch, scope);
        var values = new object?[batch.Count];
        for (var at = 0; at < values.Length; at++)
        {
            if (rows[at] is object?[] fields) values[at] = fields[index];
        }

        return Columns.FromObjects(Type, values, batch.Count);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => new FieldExpression(Type, children[0], index);
}
