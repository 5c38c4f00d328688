using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Functions.Values;
using AirQuality.TimestreamLocal.Sql.Syntax;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <content>Calls of functions and of aggregates.</content>
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

        // A text literal has its length in its type, and this one function takes VARCHAR(1).
        if (function.Name == "codepoint" && arguments[0] is ConstantExpression { Value: string text } && CodePoints.Count(text) > 1)
            throw new SqlException(call.Position, $"Unexpected parameters (varchar({CodePoints.Count(text)})) for function codepoint");
        return Coercions.Call(function, arguments, call.Position);
    }

    private AggregateExpression BindAggregate(Call call, string name)
    {
        var aliasUses = scope.AliasUses.Count;
        var arguments = BindArguments(call, name);
        if (scope.AliasUses.Count == aliasUses) RefuseNesting(call, name, arguments);
        var keys = call.OrderBy.Select(item => Bind(item.Key)).ToList();
        var strange = call.IsDistinct ? keys.FindIndex(key => !arguments.Exists(argument => argument.Key() == key.Key())) : -1;
        if (strange >= 0)
            throw new SqlException(call.OrderBy[strange].Key.Position, "For aggregate function with DISTINCT, ORDER BY expressions must appear in arguments");
        var function = AggregateTable.Resolve(name, [.. arguments.Select(argument => argument.Type)], call.Position);
        var parts = new List<BoundExpression>(Coercions.Arguments(function.ParameterTypes, arguments, call.Position));
        parts.AddRange(keys);
        if (call.Filter is not null) parts.Add(BindCondition(call.Filter, "FILTER expression"));
        if (scope.AliasUses.Count == aliasUses) RefuseNesting(call, name, parts);
        return new AggregateExpression(function, call.IsDistinct, Directions(call.OrderBy), parts)
        {
            OutputUse = scope.AliasUses.Count > aliasUses ? scope.AliasUses[aliasUses] : null,
        };
    }

    private List<BoundExpression> BindArguments(Call call, string name)
    {
        if (call.IsStar && name != "count") AggregateTable.Resolve(name, [], call.Position);
        return [.. call.Arguments.Select(Bind)];
    }

    private static void RefuseNesting(Call call, string name, List<BoundExpression> parts)
    {
        var inner = parts.SelectMany(part => part.Flatten()).ToList();
        if (inner.Exists(part => part is AggregateExpression))
            throw new SqlException(call.Position, $"Cannot nest aggregations inside aggregation '{name}'");
        if (inner.Exists(part => part is WindowExpression))
            throw new SqlException(call.Position, $"Cannot nest window functions inside aggregation '{name}'");
    }

    public static IReadOnlyList<SortDirection> Directions(IReadOnlyList<SortItem> items) =>
        [.. items.Select(item => new SortDirection(item.Descending, item.NullsFirst))];
}
