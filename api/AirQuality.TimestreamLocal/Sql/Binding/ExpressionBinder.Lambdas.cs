using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <content>The functions that take lambdas.</content>
internal sealed partial class ExpressionBinder
{
    private BoundExpression BindLambdaCall(Call call, string name) => (name, call.Arguments) switch
    {
        ("transform", [var collection, Lambda lambda]) => BindTransform(call, collection, lambda),
        ("filter", [var collection, Lambda lambda]) => BindFilter(call, collection, lambda),
        ("reduce", [var collection, var start, Lambda step, Lambda output]) => BindReduce(call, collection, start, step, output),
        ("regexp_replace", [var text, var pattern, Lambda lambda]) => BindRegexReplace(text, pattern, lambda),
        _ when FunctionTable.Exists(name) || name is "transform" or "filter" or "reduce" =>
            throw new SqlException(call.Position, $"Unexpected parameters for function {name}: it does not take a lambda there"),
        _ => throw new SqlException(call.Position, $"Function '{name}' not registered"),
    };

    private TransformExpression BindTransform(Call call, Expression collection, Lambda lambda)
    {
        var array = BindCollection(call, collection, allowSeries: false);
        var bound = BindLambda(lambda, LambdaTypes.ElementOf(array.Type)!);
        return new TransformExpression(new ArrayType(bound.Body.Type), [array], bound);
    }

    private FilterElementsExpression BindFilter(Call call, Expression collection, Lambda lambda)
    {
        var bound = BindCollection(call, collection, allowSeries: true);
        var condition = BindLambda(lambda, LambdaTypes.ElementOf(bound.Type)!);
        var body = condition.Body.AsBoolean(
            call.Position,
            type => $"Unexpected parameters ({bound.Type}, function) for function filter: the lambda gives {type}, not boolean");
        return new FilterElementsExpression(bound.Type, [bound], condition with { Body = body });
    }

    private ReduceExpression BindReduce(Call call, Expression collection, Expression start, Lambda step, Lambda output)
    {
        var bound = BindCollection(call, collection, allowSeries: true);
        var element = LambdaTypes.ElementOf(bound.Type)!;
        var state = Bind(start);
        var inside = Parameters(step, state.Type, element);
        var next = BindBody(step, inside);
        if (next.Type != state.Type)
        {
            // The state may need a wider type than its start has: the step says which, once.
            var type = Coercion.CommonType(state.Type, next.Type)
                ?? throw new SqlException(
                    call.Position, $"Unexpected parameters for function reduce: its state is {state.Type}, its step gives {next.Type}");
            state = state.To(type, start.Position);
            inside = Parameters(step, type, element);
            next = BindBody(step, inside).To(type, step.Body.Position);
        }

        // Both lambdas run in one scope of captures, so the second is bound with what the first captured before it.
        var last = Parameters(output, state.Type);
        foreach (var capture in inside.Captures) last.Precapture(capture);
        var result = BindBody(output, last);
        return new ReduceExpression(result.Type, [bound, state], next, new BoundLambda(result, last.Captures));
    }

    private RegexReplaceExpression BindRegexReplace(Expression text, Expression pattern, Lambda lambda)
    {
        BoundExpression[] arguments = [BindText(text, "Text of regexp_replace"), BindText(pattern, "Pattern of regexp_replace")];
        var bound = BindLambda(lambda, RegexReplaceExpression.GroupsType);
        return new RegexReplaceExpression(arguments, bound with { Body = bound.Body.To(SqlType.Varchar, lambda.Body.Position) });
    }

    private BoundExpression BindCollection(Call call, Expression collection, bool allowSeries)
    {
        var bound = Bind(collection);
        if (bound.Type is ArrayType || (allowSeries && bound.Type is TimeSeriesType)) return bound;
        throw new SqlException(
            call.Position, $"Unexpected parameters ({bound.Type}, function) for function {call.Name.ToLowerInvariant()}");
    }

    private BoundLambda BindLambda(Lambda lambda, params SqlType[] types)
    {
        var inside = Parameters(lambda, types);
        return new BoundLambda(BindBody(lambda, inside), inside.Captures);
    }

    private Scope Parameters(Lambda lambda, params SqlType[] types)
    {
        if (lambda.Parameters.Count != types.Length)
        {
            throw new SqlException(
                lambda.Position, $"Expected a lambda that takes {types.Length} argument(s) but got {lambda.Parameters.Count}");
        }

        Field[] fields = [.. types.Select((type, i) => Relation.Column([], lambda.Parameters[i], type, i))];
        return new Scope(Relation.SingleRow with { Fields = fields }, scope) { IsBoundary = true };
    }

    private BoundExpression BindBody(Lambda lambda, Scope inside)
    {
        var body = new ExpressionBinder(context, inside, queries) { IsInLambda = true }.Bind(lambda.Body);
        Clauses.RefuseAggregates(body, lambda.Body.Position, "Lambda expression");
        return body;
    }
}
