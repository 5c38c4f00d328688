using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <content>Calls with OVER.</content>
internal sealed partial class ExpressionBinder
{
    private WindowExpression BindWindow(Call call, string name, WindowSpecification window)
    {
        if (call.IsDistinct) throw new SqlException(QueryPosition, "DISTINCT in window function parameters is not supported");
        if (call.Filter is not null) throw new SqlException(QueryPosition, "FILTER is not supported for window functions");
        if (call.OrderBy.Count > 0) throw new SqlException(call.Position, "Window function with ORDER BY is not supported");
        var arguments = call.Arguments.Select(Bind).ToList();
        var (type, aggregate, parameters) = ResolveWindow(call, name, [.. arguments.Select(argument => argument.Type)]);
        var coerced = Coercions.Arguments(parameters, arguments, call.Position);
        BoundExpression[] partitions = [.. window.PartitionBy.Select(Bind)];
        BoundExpression[] keys = [.. window.OrderBy.Select(item => Bind(item.Key))];
        var (frame, bounds) = BindFrame(window, keys);
        var shape = new WindowShape(Directions(window.OrderBy), frame, call.IgnoreNulls);
        BoundExpression[] parts = [.. coerced, .. partitions, .. keys, .. bounds];
        var bound = new WindowExpression(type, name, aggregate, shape, arguments.Count, partitions.Length, parts)
        {
            Position = call.Position,
        };
        return bound.Children.SelectMany(child => child.Flatten()).Any(part => part is WindowExpression)
            ? throw new SqlException(QueryPosition, $"Cannot nest window functions inside window function '{name}'")
            : bound;
    }

    private (SqlType Type, ResolvedAggregate? Aggregate, IReadOnlyList<SqlType> Parameters) ResolveWindow(
        Call call, string name, SqlType[] types)
    {
        if (AggregateTable.Exists(name))
        {
            var aggregate = AggregateTable.Resolve(name, types, call.Position);
            return (aggregate.ResultType, aggregate, aggregate.ParameterTypes);
        }

        if (!WindowFunctions.Exists(name))
        {
            throw FunctionTable.Exists(name)
                ? new SqlException(QueryPosition, $"Not a window function: {name}")
                : new SqlException(call.Position, $"Function '{name}' not registered");
        }

        return WindowFunctions.Resolve(name, types) is var (type, parameters)
            ? (type, null, parameters)
            : throw new SqlException(call.Position, $"Unexpected parameters ({string.Join<SqlType>(", ", types)}) for function {name}");
    }

    private (FrameShape Shape, List<BoundExpression> Bounds) BindFrame(WindowSpecification window, BoundExpression[] keys)
    {
        if (window.Frame is not { } frame) return (FrameShape.Default, []);
        var at = frame.Position;
        if (frame.Start.Kind == FrameBoundKind.UnboundedFollowing)
            throw new SqlException(at, "Window frame start cannot be UNBOUNDED FOLLOWING");
        if (frame.End.Kind == FrameBoundKind.UnboundedPreceding)
            throw new SqlException(at, "Window frame end cannot be UNBOUNDED PRECEDING");
        if (frame.Start.Kind > frame.End.Kind) throw new SqlException(at, "Window frame start cannot be after its end");
        List<BoundExpression> bounds = [];
        foreach (var bound in new[] { frame.Start, frame.End })
        {
            if (bound.Offset is not null) bounds.Add(frame.IsRows ? BindRowOffset(bound.Offset) : BindRangeBound(bound, window, keys, at));
        }

        return (new FrameShape(frame.IsRows, frame.Start.Kind, frame.End.Kind), bounds);
    }

    private BoundExpression BindRowOffset(Expression written)
    {
        var offset = Bind(written);
        return offset.Type == SqlType.Integer || offset.Type == SqlType.BigInt || offset is ParameterExpression
            ? offset.To(SqlType.BigInt, written.Position)
            : throw new SqlException(written.Position, $"Window frame ROWS offset must be integer or bigint (actual {offset.Type})");
    }

    /// <summary>The sort key that a RANGE bound stands at: the row's own, less or more the offset.</summary>
    private BoundExpression BindRangeBound(FrameBound bound, WindowSpecification window, BoundExpression[] keys, SourcePosition at)
    {
        if (keys is not [var key]) throw new SqlException(at, "Window frame RANGE with an offset needs exactly one ORDER BY expression");
        var offset = Bind(bound.Offset!);
        if (offset is ConstantExpression { Value: < 0L or < 0.0 })
            throw new SqlException("Window frame offset must not be negative or null");
        var isTowardsLess = bound.Kind == FrameBoundKind.Preceding != window.OrderBy[0].Descending;
        var function = Operators.Binary(isTowardsLess ? "-" : "+", key.Type, offset.Type, bound.Offset!.Position);
        return Coercions.Call(function, [key, offset], bound.Offset.Position).To(key.Type, bound.Offset.Position);
    }
}
