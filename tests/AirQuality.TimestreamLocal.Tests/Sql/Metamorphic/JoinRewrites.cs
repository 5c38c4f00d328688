using static AirQuality.TimestreamLocal.Tests.Sql.Metamorphic.GeneratedTable;

namespace AirQuality.TimestreamLocal.Tests.Sql.Metamorphic;

/// <summary>The same pairs of rows, joined in another order or form.</summary>
internal static class JoinRewrites
{
    public static IReadOnlyList<Rewrite> All { get; } = [Swap, CrossThenFilter, Using, Associate, LeftAsUnion, SemiJoin];

    private static QueryPair Swap(Choices choices)
    {
        var (kind, swapped) = choices.Of(("JOIN", "JOIN"), ("LEFT JOIN", "RIGHT JOIN"), ("RIGHT JOIN", "LEFT JOIN"), ("FULL JOIN", "FULL JOIN"));
        var (on, where) = (On(choices), choices.Chance(2) ? "" : $" WHERE {new ExpressionWriter(choices, choices.Of("a.", "b.")).Condition()}");
        return new("sides of a join may change places",
            $"{Select} FROM {Name} a {kind} {Name} b ON {on}{where}", $"{Select} FROM {Name} b {swapped} {Name} a ON {on}{where}");
    }

    private static QueryPair CrossThenFilter(Choices choices)
    {
        var on = On(choices);
        return new("an inner join is a filtered product",
            $"{Select} FROM {Name} a JOIN {Name} b ON {on}", $"{Select} FROM {Name} a, {Name} b WHERE {on}");
    }

    private static QueryPair Using(Choices choices)
    {
        var columns = choices.Some("sensor_id", "country", "aqi", "time");
        var kind = choices.Of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
        var shared = string.Join(", ", columns);
        return new("USING is equality, and one column for two",
            $"SELECT {shared}, a.p1, b.p1 FROM {Name} a {kind} {Name} b USING ({shared})",
            $"SELECT {string.Join(", ", columns.Select(name => $"coalesce(a.{name}, b.{name})").Select((value, i) => $"{value} AS {columns[i]}"))}, a.p1, b.p1 "
            + $"FROM {Name} a {kind} {Name} b ON {string.Join(" AND ", columns.Select(name => $"a.{name} = b.{name}"))}");
    }

    private static QueryPair Associate(Choices choices)
    {
        var (ab, bc) = (On(choices, "a.", "b."), On(choices, "b.", "c."));
        const string Columns = "SELECT a.sensor_id, a.p1, b.aqi, b.time, c.country";
        return new("inner joins may be done in any order",
            $"{Columns} FROM {Name} a JOIN {Name} b ON {ab} JOIN {Name} c ON {bc}", $"{Columns} FROM {Name} a JOIN ({Name} b JOIN {Name} c ON {bc}) ON {ab}");
    }

    private static QueryPair LeftAsUnion(Choices choices)
    {
        var on = On(choices);
        return new("a left join adds the rows without a partner",
            $"SELECT a.sensor_id, a.aqi, b.aqi FROM {Name} a LEFT JOIN {Name} b ON {on}",
            $"SELECT a.sensor_id, a.aqi, b.aqi FROM {Name} a JOIN {Name} b ON {on} UNION ALL "
            + $"SELECT a.sensor_id, a.aqi, CAST(NULL AS bigint) FROM {Name} a WHERE NOT EXISTS (SELECT 1 FROM {Name} b WHERE {on})");
    }

    private static QueryPair SemiJoin(Choices choices)
    {
        var column = choices.Of("country", "aqi", "sensor_id");
        var p = new ExpressionWriter(choices, "b.").Condition();
        return new("IN a query is a join with its different values",
            $"SELECT a.{column}, a.time FROM {Name} a WHERE a.{column} IN (SELECT b.{column} FROM {Name} b WHERE {p})",
            $"SELECT a.{column}, a.time FROM {Name} a JOIN (SELECT DISTINCT b.{column} AS k FROM {Name} b WHERE {p}) AS d ON a.{column} = d.k");
    }

    private const string Select = "SELECT a.sensor_id, a.country, a.time, a.p1, a.aqi, b.sensor_id, b.country, b.time, b.p1, b.aqi";

    private static string On(Choices choices, string left = "a.", string right = "b.")
    {
        var column = choices.Of("sensor_id", "country", "aqi", "time", "p1");
        var pairs = choices.Of($"{left}{column} = {right}{column}", $"{left}aqi {choices.Of("<", "<=", "<>")} {right}aqi", "true");
        return choices.Chance(2) ? pairs : $"{pairs} AND {new ExpressionWriter(choices, choices.Of(left, right)).Condition(1)}";
    }
}
