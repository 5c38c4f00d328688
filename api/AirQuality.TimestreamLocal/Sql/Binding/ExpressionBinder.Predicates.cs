using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <content>BETWEEN, IN, LIKE and the predicates over subqueries.</content>
internal sealed partial class ExpressionBinder
{
    private BetweenExpression BindBetween(Between between)
    {
        var at = between.Position;
        var (value, low, high) = (Bind(between.Value), Bind(between.Low), Bind(between.High));
        var atLeast = Operators.Binary(">=", value.Type, low.Type, at);
        var atMost = Operators.Binary("<=", value.Type, high.Type, at);
        var type = Coercion.ComparisonType(atLeast.ParameterTypes[0], atMost.ParameterTypes[0])
            ?? throw new SqlException(at, $"Cannot check if {value.Type} is BETWEEN {low.Type} and {high.Type}");
        (atLeast, atMost) = (Operators.Binary(">=", type, type, at), Operators.Binary("<=", type, type, at));
        return new BetweenExpression(atLeast, atMost, value.To(type, at), low.To(type, at), high.To(type, at));
    }

    private InListExpression BindInList(InList list)
    {
        var value = Bind(list.Value);
        var items = list.Items.Select(Bind).ToList();
        var type = value.Type;
        for (var i = 0; i < items.Count; i++)
        {
            type = Coercion.ComparisonType(type, items[i].Type)
                ?? throw new SqlException(list.Items[i].Position, $"IN value and list items must be the same type: {type}");
        }

        var equality = Operators.Binary("=", type, type, list.Position);
        return new InListExpression(equality, value.To(type, list.Position), [.. items.Select(item => item.To(type, list.Position))]);
    }

    private LikeExpression BindLike(Like like)
    {
        List<BoundExpression> parts =
            [BindText(like.Value, "Left side of LIKE expression"), BindText(like.Pattern, "Pattern for LIKE expression")];
        if (like.Escape is not null) parts.Add(BindText(like.Escape, "Escape for LIKE expression"));
        return new LikeExpression(parts);
    }

    private BoundExpression BindText(Expression expression, string what)
    {
        var bound = Bind(expression);
        if (bound.Type != SqlType.Varchar && bound.Type != SqlType.Unknown)
            throw new SqlException(expression.Position, $"{what} must evaluate to a varchar (actual: {bound.Type})");
        return bound.To(SqlType.Varchar, expression.Position);
    }

    private BoundExpression BindSubquery(Expression expression)
    {
        if (IsInLambda) throw new SqlException(expression.Position, "Lambda expression cannot contain subqueries");
        var at = expression.Position;
        switch (expression)
        {
            case Exists exists:
                return new ExistsExpression(BindQuery(exists.Query, null).Subquery);
            case ScalarSubquery scalar:
                var (subquery, type) = BindQuery(scalar.Query, at);
                return new ScalarSubqueryExpression(type, subquery);
            case InSubquery membership:
                var (value, _, rows) = BindOperands(membership.Value, "=", membership.Query, at, at);
                return new InSubqueryExpression(value, rows);
            default:
                var quantified = (Quantified)expression;
                var rowsAt = quantified.Query.Position;
                var (left, comparison, right) = BindOperands(quantified.Value, quantified.Symbol, quantified.Query, at, rowsAt);
                return new QuantifiedExpression(comparison, quantified.IsAll, left, right);
        }
    }

    /// <summary>A value and the rows that it is compared with, both of the type that the comparison takes.</summary>
    /// <param name="written">The value.</param>
    /// <param name="symbol">The comparison.</param>
    /// <param name="query">The rows.</param>
    /// <param name="at">Where types that cannot be compared are reported.</param>
    /// <param name="columnsAt">Where a query of more than one column is reported.</param>
    private (BoundExpression Value, ResolvedFunction Comparison, Subquery Rows) BindOperands(
        Expression written, string symbol, Query query, SourcePosition at, SourcePosition columnsAt)
    {
        var value = Bind(written);
        var (subquery, type) = BindQuery(query, columnsAt);
        var comparison = Operators.Binary(symbol, value.Type, type, at);
        var compared = comparison.ParameterTypes[1];
        if (type != compared)
        {
            var column = new ColumnExpression(type, 0, "", at);
            subquery = subquery with { Plan = new ProjectOperator(subquery.Plan, [column.To(compared, at)]) };
        }

        return (value.To(comparison.ParameterTypes[0], at), comparison, subquery);
    }

    /// <summary>Binds a query that sees this scope around it. Where a place is given it must have one column.</summary>
    private (Subquery Subquery, SqlType Type) BindQuery(Query query, SourcePosition? single)
    {
        var inside = new Scope(Relation.SingleRow, scope) { IsBoundary = true };
        var bound = new QueryBinder(context).Bind(query, inside, queries);
        if (single is { } at && bound.Columns.Count != 1)
            throw new SqlException(at, $"Multiple columns returned by subquery are not yet supported. Found {bound.Columns.Count}");
        return (new Subquery(bound.Operator, inside.Captures), bound.Operator.Types[0]);
    }
}
