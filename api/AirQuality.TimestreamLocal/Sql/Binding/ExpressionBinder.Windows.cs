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
        CheckClauses(call, name, window);
        var coerced = Coercions.Arguments(parameters, arguments, call.Position);
        BoundExpression[] partitions = [.. window.PartitionBy.Select(Bind)];
        BoundExpression[] keys = [.. window.OrderBy.Select(item => Bind(item.Key))];
        var (frame, bounds) = BindFrame(call, window, keys);
        var shape = new WindowShape(Directions(window.OrderBy), frame, call.IgnoreNulls is true);
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

    private static void CheckClauses(Call call, string name, WindowSpecification window)
    {
        var isOffset = name is "lag" or "lead";
        if (isOffset && window.OrderBy.Count == 0) throw new SqlException(window.Position, $"{name} function requires an ORDER BY window clause");
        if (isOffset && window.Frame is { } frame) throw new SqlException(frame.Position, $"Cannot specify window frame for {name} function");
        if (call.IgnoreNulls is not null && !WindowFunctions.SkipsNulls(name))
            throw new SqlException(call.Position, $"Cannot specify null treatment clause for {name} function");
    }

    private (FrameShape Shape, List<BoundExpression> Bounds) BindFrame(
        Call call, WindowSpecification window, BoundExpression[] keys)
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
            if (bound.Offset is not null) bounds.Add(frame.IsRows ? BindRowOffset(call, bound.Offset) : BindRangeBound(bound, window, keys));
        }

        if (!frame.IsRows) AlignTypes(keys, bounds, at);
        return (new FrameShape(frame.IsRows, frame.Start.Kind, frame.End.Kind), bounds);
    }

    private BoundExpression BindRowOffset(Call call, Expression written)
    {
        var offset = Bind(written);
        return offset.Type == SqlType.Integer || offset.Type == SqlType.BigInt || offset is ParameterExpression
            ? offset.To(SqlType.BigInt, written.Position)
            : throw new SqlException(call.Position, $"Window frame ROWS offset must be integer or bigint (actual {offset.Type})");
    }

    /// <summary>The sort key that a RANGE bound stands at: the row's own, less or more the offset.</summary>
    private BoundExpression BindRangeBound(FrameBound bound, WindowSpecification window, BoundExpression[] keys)
    {
        const string Range = "Window frame of type RANGE PRECEDING or FOLLOWING requires";
        if (keys.Length == 0) throw new SqlException(window.Position, $"{Range} ORDER BY");
        if (keys is not [var key]) throw new SqlException(window.OrderPosition, $"{Range} single sort item in ORDER BY (actual: {keys.Length})");
        if (!HasDistances(key.Type))
            throw new SqlException(window.OrderBy[0].Key.Position, $"{Range} that sort item type be numeric or datetime (actual: {key.Type})");
        var offset = Bind(bound.Offset!);
        var (place, isTowardsLess) = (bound.Offset!.Position, bound.Kind == FrameBoundKind.Preceding != window.OrderBy[0].Descending);
        var function = Operators.Binary(isTowardsLess ? "-" : "+", key.Type, offset.Type, place);
        var checkedOffset = Coercions.Call(WindowFrames.CheckOffset(offset.Type), [offset], place);
        return Coercions.Call(function, [key, checkedOffset], place);
    }

    private static bool HasDistances(SqlType type) => type is ScalarType
    {
        Kind: ScalarKind.Integer or ScalarKind.BigInt or ScalarKind.Double or ScalarKind.Date or ScalarKind.Time or ScalarKind.Timestamp,
    };

    /// <summary>An offset of a fraction makes bounds between integers, so the key they are compared with becomes a double too.</summary>
    private static void AlignTypes(BoundExpression[] keys, List<BoundExpression> bounds, SourcePosition at)
    {
        if (bounds.Count == 0) return;
        var type = bounds.Aggregate(keys[0].Type, (common, bound) => Coercion.CommonType(common, bound.Type) ?? common);
        keys[0] = keys[0].To(type, at);
        for (var i = 0; i < bounds.Count; i++) bounds[i] = bounds[i].To(type, at);
    }
}
