using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;
using AirQuality.TimestreamLocal.Sql.Syntax;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>Turns FROM and WHERE into operators: conditions go as far down as they may, and equalities across a join hash it.</summary>
internal static class SourcePlanner
{
    public static Operator Plan(SourceNode node, IReadOnlyList<BoundExpression> conditions) => node switch
    {
        LeafNode leaf => PlanLeaf(leaf, conditions),
        JoinNode join => PlanJoin(join, conditions),
        UnnestNode unnest => PlanUnnest(unnest, conditions),
        _ => throw new InvalidOperationException($"Unknown source {node.GetType()}"),
    };

    private static Operator PlanLeaf(LeafNode leaf, IReadOnlyList<BoundExpression> conditions)
    {
        foreach (var condition in conditions) leaf.Operator.Narrow(condition);
        return Filter(leaf.Operator, conditions);
    }

    private static Operator PlanUnnest(UnnestNode unnest, IReadOnlyList<BoundExpression> conditions)
    {
        var below = conditions.Where(condition => Columns(condition).All(column => column < unnest.Input.Width)).ToList();
        var input = Plan(unnest.Input, below);
        var operation = new UnnestOperator(input, unnest.Collections, unnest.WithOrdinality, unnest.KeepsEmpty);
        return Filter(operation, [.. conditions.Except(below)]);
    }

    private static Operator PlanJoin(JoinNode join, IReadOnlyList<BoundExpression> where)
    {
        var (keepLeft, keepRight) = (join.Kind is JoinKind.Left or JoinKind.Full, join.Kind is JoinKind.Right or JoinKind.Full);
        var split = join.Left.Width;
        var (left, right, across, above) =
            (new List<BoundExpression>(), new List<BoundExpression>(), new List<BoundExpression>(), new List<BoundExpression>());

        // A condition of WHERE may be tested before the join only on a side whose rows the join cannot bring back.
        foreach (var condition in where)
        {
            if (!keepRight && (IsWithin(condition, 0, split) || IsForAllRows(condition))) left.Add(condition);
            else if (!keepLeft && IsWithin(condition, split, join.Width)) right.Add(Shift(condition, -split));
            else (keepLeft || keepRight ? above : across).Add(condition);
        }

        // A condition of ON decides about partners only: on a kept side it must not remove rows.
        foreach (var condition in LogicalExpression.Conjuncts(join.On))
        {
            if (!keepLeft && IsWithin(condition, 0, split)) left.Add(condition);
            else if (!keepRight && IsWithin(condition, split, join.Width)) right.Add(Shift(condition, -split));
            else across.Add(condition);
        }

        var operation = new JoinOperator(Plan(join.Left, left), Plan(join.Right, right), Condition(across, split), keepLeft, keepRight);
        return Filter(operation, above);
    }

    private static JoinCondition Condition(List<BoundExpression> conditions, int split)
    {
        var (leftKeys, rightKeys, residual) = (new List<BoundExpression>(), new List<BoundExpression>(), new List<BoundExpression>());
        foreach (var condition in conditions)
        {
            if (condition is not CallExpression { Function.Name: "=", Children: [var a, var b] } || !TryPair(a, b, split, out var pair))
            {
                residual.Add(condition);
                continue;
            }

            leftKeys.Add(pair.Left);
            rightKeys.Add(Shift(pair.Right, -split));
        }

        return new JoinCondition(leftKeys, rightKeys, And(residual));
    }

    private static bool TryPair(BoundExpression a, BoundExpression b, int split, out (BoundExpression Left, BoundExpression Right) pair)
    {
        pair = IsWithin(a, 0, split) ? (a, b) : (b, a);
        return IsWithin(pair.Left, 0, split) && IsWithin(pair.Right, split, int.MaxValue);
    }

    /// <summary>Whether a condition names columns, and only such from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    private static bool IsWithin(BoundExpression condition, int from, int to)
    {
        var columns = Columns(condition).ToList();
        return columns.Count > 0 && columns.TrueForAll(column => column >= from && column < to);
    }

    /// <summary>Whether a condition is the same for all rows, so that testing it early can spare a whole join.</summary>
    private static bool IsForAllRows(BoundExpression condition) => condition.IsRowIndependent && !Columns(condition).Any();

    private static IEnumerable<int> Columns(BoundExpression expression) =>
        expression.Flatten().OfType<ColumnExpression>().Select(column => column.Index);

    /// <summary>An expression over the same columns at other places.</summary>
    public static BoundExpression Shift(BoundExpression expression, int by) => expression.Rewrite(part =>
        part is ColumnExpression column ? new ColumnExpression(column.Type, column.Index + by, column.Name, column.Position) : null);

    private static Operator Filter(Operator input, IReadOnlyList<BoundExpression> conditions) =>
        And(conditions) is { } condition ? new FilterOperator(input, condition) : input;

    private static BoundExpression? And(IReadOnlyList<BoundExpression> conditions) => conditions.Count switch
    {
        0 => null,
        1 => conditions[0],
        _ => new LogicalExpression(isAnd: true, conditions),
    };
}
