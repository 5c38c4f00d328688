using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <content>CASE, IF, COALESCE, NULLIF and TRY, which compute their parts only where they are needed.</content>
internal sealed partial class ExpressionBinder
{
    private CaseExpression BindCase(Case choice)
    {
        var operand = choice.Operand is null ? null : Bind(choice.Operand);
        var conditions = choice.Whens.Select(when => Bind(when.Condition)).ToList();
        ResolvedFunction? equality = null;
        if (operand is not null) (equality, operand, conditions) = BindComparands(choice, operand, conditions);
        else conditions = [.. conditions.Select((condition, i) => condition.AsBoolean(
            choice.Whens[i].Condition.Position, type => $"CASE WHEN clause must evaluate to a boolean (actual: {type})"))];

        List<Expression> written = [.. choice.Whens.Select(when => when.Result)];
        if (choice.Otherwise is not null) written.Add(choice.Otherwise);
        var (type, results) = BindAlike(written, common => $"All CASE results must be the same type: {common}");
        if (choice.Otherwise is null) results.Add(new ConstantExpression(type, null));

        List<BoundExpression> children = operand is null ? [] : [operand];
        for (var i = 0; i < conditions.Count; i++) children.AddRange([conditions[i], results[i]]);
        return new CaseExpression(type, equality, [.. children, results[^1]]);
    }

    private static (ResolvedFunction Equality, BoundExpression Operand, List<BoundExpression> Values) BindComparands(
        Case choice, BoundExpression operand, List<BoundExpression> values)
    {
        var type = operand.Type;
        for (var i = 0; i < values.Count; i++)
        {
            type = Coercion.ComparisonType(type, values[i].Type)
                ?? throw new SqlException(
                    choice.Whens[i].Condition.Position,
                    $"CASE operand type does not match WHEN clause operand type: {type} vs {values[i].Type}");
        }

        var equality = Operators.Binary("=", type, type, choice.Position);
        return (equality, operand.To(type, choice.Position), [.. values.Select(value => value.To(type, choice.Position))]);
    }

    private (SqlType Type, List<BoundExpression> Bound) BindAlike(IReadOnlyList<Expression> written, Func<SqlType, string> message)
    {
        var bound = written.Select(Bind).ToList();
        var type = CommonType(bound, written, message);
        return (type, [.. bound.Select((expression, i) => expression.To(type, written[i].Position))]);
    }

    private CaseExpression BindIf(Call call)
    {
        if (call.Arguments.Count is not (2 or 3)) throw WrongArguments(call, "2 or 3");
        var condition = Bind(call.Arguments[0]).AsBoolean(
            call.Arguments[0].Position, type => $"IF condition must evaluate to a boolean (actual: {type})");
        var then = Bind(call.Arguments[1]);
        var otherwise = call.Arguments.Count > 2 ? Bind(call.Arguments[2]) : new ConstantExpression(then.Type, null);
        var type = Coercion.CommonType(then.Type, otherwise.Type)
            ?? throw new SqlException(call.Position, $"Result types for IF must be the same: {then.Type} vs {otherwise.Type}");
        return new CaseExpression(type, null, [condition, then.To(type, call.Position), otherwise.To(type, call.Position)]);
    }

    private CoalesceExpression BindCoalesce(Call call)
    {
        if (call.Arguments.Count < 2) throw WrongArguments(call, "at least 2");
        var (type, arguments) = BindAlike(call.Arguments, common => $"All COALESCE operands must be the same type: {common}");
        return new CoalesceExpression(type, arguments);
    }

    private BoundExpression BindNullIf(Call call)
    {
        if (call.Arguments.Count != 2) throw WrongArguments(call, "2");
        var (first, second) = (Bind(call.Arguments[0]), Bind(call.Arguments[1]));
        if (Coercion.CommonType(first.Type, second.Type) is not { } type)
            throw new SqlException(call.Position, $"Types are not comparable with NULLIF: {first.Type} vs {second.Type}");
        if (first.Type == SqlType.Unknown) return first;
        var equality = Operators.Binary("=", type, type, call.Position);
        return new NullIfExpression(equality, first, first.To(type, call.Position), second.To(type, call.Position));
    }

    private TryExpression BindTry(Call call) =>
        call.Arguments.Count == 1 ? new TryExpression(Bind(call.Arguments[0])) : throw WrongArguments(call, "1");

    private static SqlException WrongArguments(Call call, string expected) =>
        new(call.Position, $"{call.Name} takes {expected} argument(s), not {call.Arguments.Count}");
}
