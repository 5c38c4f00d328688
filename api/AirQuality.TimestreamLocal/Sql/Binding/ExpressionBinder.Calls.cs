using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <content>Calls: of functions, of aggregates, and with OVER.</content>
internal sealed partial class ExpressionBinder
{
    private BoundExpression BindCall(Call call)
    {
        var name = call.Name.ToLowerInvariant();
        if (call.Window is { } window) return BindWindow(call, name, window);
        if (WindowFunctions.Exists(name)) throw new SqlException(call.Position, $"Window function {name} requires an OVER clause");
        if (AggregateTable.Exists(name)) return BindAggregate(call, name);
        if (call.IsDistinct || call.Filter is not null || call.OrderBy.Count > 0)
            throw new SqlException(call.Position, $"DISTINCT, FILTER and ORDER BY belong to aggregates, and '{name}' is none");
        return name switch
        {
            "if" => BindIf(call),
            "coalesce" => BindCoalesce(call),
            "nullif" => BindNullIf(call),
            "try" => BindTry(call),
            _ when call.Arguments.Any(argument => argument is Lambda) => BindLambdaCall(call, name),
            _ => BindFunction(call),
        };
    }

    private BoundExpression BindFunction(Call call)
    {
        var arguments = call.Arguments.Select(Bind).ToList();
        var function = FunctionTable.Resolve(call.Name, [.. arguments.Select(argument => argument.Type)], call.Position);
        return Coercions.Call(function, arguments, call.Position);
    }

    private AggregateExpression BindAggregate(Call call, string name)
    {
        var arguments = BindArguments(call, name);
        var keys = call.OrderBy.Select(item => Bind(item.Key)).ToList();
        if (call.IsDistinct && keys.Exists(key => !arguments.Exists(argument => argument.Key() == key.Key())))
            throw new SqlException(call.Position, "For aggregate function with DISTINCT, ORDER BY expressions must appear in arguments");
        var function = AggregateTable.Resolve(name, [.. arguments.Select(argument => argument.Type)], call.Position);
        var parts = new List<BoundExpression>(Coercions.Arguments(function.ParameterTypes, arguments, call.Position));
        parts.AddRange(keys);
        if (call.Filter is not null) parts.Add(BindCondition(call.Filter, "FILTER expression"));
        return new AggregateExpression(function, call.IsDistinct, Directions(call.OrderBy), parts);
    }

    private List<BoundExpression> BindArguments(Call call, string name)
    {
        if (call.IsStar && name != "count") AggregateTable.Resolve(name, [], call.Position);
        var arguments = call.Arguments.Select(Bind).ToList();
        var inner = arguments.SelectMany(argument => argument.Flatten()).ToList();
        if (inner.Exists(part => part is AggregateExpression))
            throw new SqlException(call.Position, $"Cannot nest aggregations inside aggregation '{name}'");
        if (inner.Exists(part => part is WindowExpression))
            throw new SqlException(call.Position, $"Cannot nest window functions inside aggregation '{name}'");
        return arguments;
    }

    private WindowExpression BindWindow(Call call, string name, WindowSpecification window)
    {
        if (call.IsDistinct) throw new SqlException(call.Position, "DISTINCT in window function parameters is not supported");
        if (call.Filter is not null) throw new SqlException(call.Position, "FILTER is not supported for window functions");
        var arguments = call.Arguments.Select(Bind).ToList();
        SqlType[] types = [.. arguments.Select(argument => argument.Type)];
        var aggregate = AggregateTable.Exists(name) ? AggregateTable.Resolve(name, types, call.Position) : null;
        if (aggregate is null && !WindowFunctions.Exists(name)) throw NotAWindowFunction(name);
        var type = aggregate?.ResultType ?? WindowFunctions.ResultType(name, types)
            ?? throw new SqlException(call.Position, $"Unexpected parameters ({string.Join<SqlType>(", ", types)}) for function {name}");
        var coerced = Coercions.Arguments(aggregate?.ParameterTypes ?? WindowParameters(types), arguments, call.Position);
        BoundExpression[] partitions = [.. window.PartitionBy.Select(Bind)];
        BoundExpression[] keys = [.. window.OrderBy.Select(item => Bind(item.Key))];
        var (frame, offsets) = BindFrame(window.Frame);
        var shape = new WindowShape(Directions(window.OrderBy), frame, call.IgnoreNulls);
        var bound = new WindowExpression(type, name, aggregate, shape, arguments.Count, partitions.Length, [.. coerced, .. partitions, .. keys, .. offsets]);
        return bound.Children.SelectMany(child => child.Flatten()).Any(part => part is WindowExpression)
            ? throw new SqlException(call.Position, $"Cannot nest window functions inside window function '{name}'")
            : bound;
    }

    /// <summary>The family reports this at the query's begin.</summary>
    private static SqlException NotAWindowFunction(string name) => FunctionTable.Exists(name)
        ? new SqlException(new SourcePosition(1, 1), $"Not a window function: {name}")
        : new SqlException(new SourcePosition(1, 1), $"Function '{name}' not registered");

    /// <summary>Counts and offsets are BIGINT, the default of lag and lead is of the value's type.</summary>
    private static SqlType[] WindowParameters(SqlType[] arguments) => arguments switch
    {
        [SqlType only] when only == SqlType.Integer => [only],
        [var value, _] => [value, SqlType.BigInt],
        [var value, _, _] => [value, SqlType.BigInt, value],
        _ => arguments,
    };

    private (FrameShape Shape, List<BoundExpression> Offsets) BindFrame(WindowFrame? frame)
    {
        if (frame is null) return (FrameShape.Default, []);
        if (frame.Start.Kind == FrameBoundKind.UnboundedFollowing)
            throw new SqlException(frame.Start.Position, "Window frame start cannot be UNBOUNDED FOLLOWING");
        if (frame.End.Kind == FrameBoundKind.UnboundedPreceding)
            throw new SqlException(frame.End.Position, "Window frame end cannot be UNBOUNDED PRECEDING");
        if (frame.Start.Kind > frame.End.Kind)
            throw new SqlException(frame.Start.Position, "Window frame start cannot be after its end");
        List<BoundExpression> offsets = [];
        foreach (var bound in new[] { frame.Start, frame.End })
        {
            if (bound.Offset is null) continue;
            if (!frame.IsRows) throw new SqlException(bound.Position, "Window frame RANGE with an offset is not supported; use ROWS");
            var offset = Bind(bound.Offset);
            if (offset.Type != SqlType.Integer && offset.Type != SqlType.BigInt)
                throw new SqlException(bound.Position, $"Window frame offset type must be integer or bigint (actual {offset.Type})");
            offsets.Add(offset);
        }

        return (new FrameShape(frame.IsRows, frame.Start.Kind, frame.End.Kind), offsets);
    }

    public static IReadOnlyList<SortDirection> Directions(IReadOnlyList<SortItem> items) =>
        [.. items.Select(item => new SortDirection(item.Descending, item.NullsFirst))];
}
