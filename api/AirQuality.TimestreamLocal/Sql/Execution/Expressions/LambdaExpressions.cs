using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>A bound lambda: its parameters are the columns of the batches it is given.</summary>
/// <param name="Body">What it computes.</param>
/// <param name="Captures">What the body takes from the row around, as expressions over that row.</param>
internal sealed record BoundLambda(BoundExpression Body, IReadOnlyList<BoundExpression> Captures);

/// <summary>A function that takes a lambda: its children are its plain arguments, then what the lambdas capture, one list for
/// all.</summary>
internal abstract class LambdaCallExpression(
    string label, SqlType type, IReadOnlyList<BoundExpression> arguments, IReadOnlyList<BoundExpression> captures)
    : BoundExpression(type, [.. arguments, .. captures])
{
    private readonly int _arguments = arguments.Count;

    /// <summary>The function and the keys of its lambdas.</summary>
    protected override string Label => label;

    /// <summary>The value for one row; none of the arguments but those that may be NULL is NULL.</summary>
    protected abstract object? Apply(object?[] row, RunScope inside);

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var columns = Children.Select(child => child.Evaluate(batch, scope)).ToArray();
        var captured = new Batch(columns[_arguments..], batch.Count);
        var values = new object?[batch.Count];
        for (var row = 0; row < values.Length; row++)
        {
            scope.ThrowIfCancelled();
            var at = row;
            var arguments = Array.ConvertAll(columns[.._arguments], column => column[at]);
            if (arguments[0] is not null) values[row] = Apply(arguments, scope.Inside(captured, row));
        }

        return ValueSize.Spend(Columns.FromObjects(Type, values, batch.Count), scope.Budget);
    }

    protected (IReadOnlyList<BoundExpression> Arguments, IReadOnlyList<BoundExpression> Captures) Split(
        IReadOnlyList<BoundExpression> children) =>
        ([.. children.Take(_arguments)], [.. children.Skip(_arguments)]);

    /// <summary>The elements of an array as a column; the points of a series as rows of (time, value).</summary>
    protected static Batch Elements(SqlType type, object?[] items)
    {
        var element = LambdaTypes.ElementOf(type)!;
        var values = type is TimeSeriesType ? Array.ConvertAll(items, PointAsRow) : items;
        return new Batch([Columns.FromObjects(element, values, values.Length)], items.Length);
    }

    private static object? PointAsRow(object? item) => item is SeriesPoint point ? new[] { point.TimeNs, point.Value } : null;
}

/// <summary><c>transform(array, x -&gt; …)</c>.</summary>
internal sealed class TransformExpression(SqlType type, IReadOnlyList<BoundExpression> arguments, BoundLambda lambda)
    : LambdaCallExpression($"transform[{lambda.Body.Key()}]", type, arguments, lambda.Captures)
{
    protected override object Apply(object?[] row, RunScope inside)
    {
        var items = (object?[])row[0]!;
        inside.Budget.Make(items.Length);
        inside.Budget.HoldObjects(items.Length);
        var results = lambda.Body.Evaluate(Elements(Children[0].Type, items), inside);
        return Enumerable.Range(0, items.Length).Select(at => results[at]).ToArray();
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children)
    {
        var (arguments, captures) = Split(children);
        return new TransformExpression(Type, arguments, lambda with { Captures = captures });
    }
}

/// <summary><c>filter(array or series, x -&gt; …)</c>.</summary>
internal sealed class FilterElementsExpression(SqlType type, IReadOnlyList<BoundExpression> arguments, BoundLambda lambda)
    : LambdaCallExpression($"filter[{lambda.Body.Key()}]", type, arguments, lambda.Captures)
{
    protected override object Apply(object?[] row, RunScope inside)
    {
        var items = (object?[])row[0]!;
        inside.Budget.Make(items.Length);
        var kept = VectorRows.TrueRows(lambda.Body.Evaluate(Elements(Children[0].Type, items), inside));
        return Array.ConvertAll(kept, at => items[at]);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children)
    {
        var (arguments, captures) = Split(children);
        return new FilterElementsExpression(Type, arguments, lambda with { Captures = captures });
    }
}

/// <summary><c>reduce(array or series, start, (s, x) -&gt; …, s -&gt; …)</c>; the lambdas share one list of captures.</summary>
internal sealed class ReduceExpression(SqlType type, IReadOnlyList<BoundExpression> arguments, BoundExpression step, BoundLambda output)
    : LambdaCallExpression($"reduce[{step.Key()}][{output.Body.Key()}]", type, arguments, output.Captures)
{
    protected override object? Apply(object?[] row, RunScope inside)
    {
        var elements = Elements(Children[0].Type, (object?[])row[0]!);
        inside.Budget.Make(elements.Count);
        var state = VectorRows.Constant(Children[1].Type, row[1], 1);
        for (var at = 0; at < elements.Count; at++)
            state = step.Evaluate(new Batch([state, elements.Columns[0].Gather([at])], 1), inside);
        return output.Body.Evaluate(new Batch([state], 1), inside)[0];
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children)
    {
        var (arguments, captures) = Split(children);
        return new ReduceExpression(Type, arguments, step, output with { Captures = captures });
    }
}
