using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>Expressions as values of other types.</summary>
internal static class Coercions
{
    private static readonly Batch OneRow = new([], 1);

    /// <summary>The expression as a type that it may turn into.</summary>
    public static BoundExpression To(this BoundExpression expression, SqlType type, SourcePosition at)
    {
        if (expression.Type == type) return expression;
        if (expression is ConstantExpression { Value: null }) return new ConstantExpression(type, null);
        if (expression is ParameterExpression parameter) return parameter.As(type, at);
        if (expression is ConstructorExpression constructor) return constructor.With(type, (item, wanted) => item.To(wanted, at));
        return Folded(new CallExpression(Casts.Cast(expression.Type, type, isTry: false, at), [expression]));
    }

    /// <summary>A function over arguments, each as its parameter's type.</summary>
    public static BoundExpression Call(ResolvedFunction function, IReadOnlyList<BoundExpression> arguments, SourcePosition at) =>
        new CallExpression(function, Arguments(function.ParameterTypes, arguments, at));

    public static IReadOnlyList<BoundExpression> Arguments(
        IReadOnlyList<SqlType> parameters, IReadOnlyList<BoundExpression> arguments, SourcePosition at) =>
        [.. arguments.Select((argument, i) => argument.To(parameters[i], at))];

    /// <summary>A cast or a sign of a constant, computed now; one that fails stays, and fails when a row needs it.</summary>
    public static BoundExpression Folded(CallExpression call)
    {
        if (!call.Children.All(child => child is ConstantExpression)) return call;
        try
        {
            var scope = new RunScope(new QueryContext(0, CancellationToken.None));
            return new ConstantExpression(call.Type, call.Evaluate(OneRow, scope)[0]);
        }
        catch (SqlException)
        {
            return call;
        }
    }

    /// <summary>A condition as BOOLEAN.</summary>
    /// <param name="expression">It.</param>
    /// <param name="at">Its place.</param>
    /// <param name="message">The message up to the type it has instead.</param>
    public static BoundExpression AsBoolean(this BoundExpression expression, SourcePosition at, Func<SqlType, string> message) =>
        expression.Type == SqlType.Boolean || expression.Type == SqlType.Unknown
            ? expression.To(SqlType.Boolean, at)
            : throw new SqlException(at, message(expression.Type));
}
