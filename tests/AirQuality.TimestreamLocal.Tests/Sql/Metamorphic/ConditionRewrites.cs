using static AirQuality.TimestreamLocal.Tests.Sql.Metamorphic.GeneratedTable;

namespace AirQuality.TimestreamLocal.Tests.Sql.Metamorphic;

/// <summary>A condition against what it means, as a column: unknown must stay unknown.</summary>
internal static class ConditionRewrites
{
    public static IReadOnlyList<Rewrite> All { get; } =
    [
        In, Between, DeMorgan, IfAsCase, CoalesceAsCase, NullIfAsCase, SimpleCase, IsDistinct, GreatestAsCase,
    ];

    private static QueryPair In(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (value, a, b) = (write.Integer(), write.Integer(), write.Integer());
        var isIn = choices.Chance(2);
        return Column("IN is equality with one or another", $"{value} {(isIn ? "" : "NOT ")}IN ({a}, {b})",
            isIn ? $"{value} = {a} OR {value} = {b}" : $"{value} <> {a} AND {value} <> {b}");
    }

    private static QueryPair Between(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (value, low, high) = choices.Chance(2)
            ? (write.Integer(), write.Integer(), write.Real())
            : (write.Text(), write.Text(), write.Text());
        return Column("BETWEEN is two comparisons", $"{value} BETWEEN {low} AND {high}", $"{value} >= {low} AND {value} <= {high}");
    }

    private static QueryPair DeMorgan(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (p, q) = (write.Condition(), write.Condition());
        return Column("NOT over AND is OR of NOT", $"NOT ({p} AND {q})", $"NOT ({p}) OR NOT ({q})");
    }

    private static QueryPair IfAsCase(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (p, a, b) = (write.Condition(), write.Real(), write.Integer());
        return Column("IF is CASE", $"if({p}, {a}, {b})", $"CASE WHEN {p} THEN {a} ELSE {b} END");
    }

    private static QueryPair CoalesceAsCase(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (a, b) = (write.Integer(), write.Integer());
        return Column("COALESCE is CASE", $"coalesce({a}, {b})", $"CASE WHEN {a} IS NOT NULL THEN {a} ELSE {b} END");
    }

    private static QueryPair NullIfAsCase(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (a, b) = (write.Text(), write.Text());
        return Column("NULLIF is CASE", $"nullif({a}, {b})", $"CASE WHEN {a} = {b} THEN NULL ELSE {a} END");
    }

    private static QueryPair SimpleCase(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (value, a, b) = (write.Integer(), write.Integer(), write.Integer());
        return Column("CASE of a value is CASE of equalities",
            $"CASE {value} WHEN {a} THEN 'a' WHEN {b} THEN 'b' ELSE 'c' END", $"CASE WHEN {value} = {a} THEN 'a' WHEN {value} = {b} THEN 'b' ELSE 'c' END");
    }

    private static QueryPair IsDistinct(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (a, b) = choices.Chance(2) ? (write.Integer(), write.Integer()) : (write.Text(), write.Text());
        return Column("NULL is not distinct from NULL alone", $"{a} IS NOT DISTINCT FROM {b}",
            $"({a} IS NULL AND {b} IS NULL) OR ({a} IS NOT NULL AND {b} IS NOT NULL AND {a} = {b})");
    }

    private static QueryPair GreatestAsCase(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (a, b) = (write.Text(), write.Text());
        return Column("the greatest of two is CASE", $"greatest({a}, {b})", $"CASE WHEN {a} >= {b} THEN {a} WHEN {a} < {b} THEN {b} END");
    }

    private static QueryPair Column(string rule, string one, string other) =>
        new(rule, $"SELECT {Columns}, {one} FROM {Name}", $"SELECT {Columns}, {other} FROM {Name}");
}
