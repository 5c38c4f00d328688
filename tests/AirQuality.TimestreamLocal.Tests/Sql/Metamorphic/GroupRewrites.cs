using static AirQuality.TimestreamLocal.Tests.Sql.Metamorphic.GeneratedTable;

namespace AirQuality.TimestreamLocal.Tests.Sql.Metamorphic;

/// <summary>Groups, order and windows that come to the same.</summary>
internal static class GroupRewrites
{
    public static IReadOnlyList<Rewrite> All { get; } =
    [
        Distinct, Union, DistinctCount, Limit, WindowTotal, WindowNewest, GroupsOfGroups, Ordinals, CountIf, RankAsCount,
    ];

    private static QueryPair Distinct(Choices choices)
    {
        var columns = string.Join(", ", choices.Some("sensor_id", "country", "time", "p1", "aqi"));
        var where = new ExpressionWriter(choices).Condition();
        return new("DISTINCT is groups", $"SELECT DISTINCT {columns} FROM {Name} WHERE {where}", $"SELECT {columns} FROM {Name} WHERE {where} GROUP BY {columns}");
    }

    private static QueryPair Union(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (a, b) = ($"SELECT country, p1 FROM {Name} WHERE {write.Condition()}", $"SELECT country, p1 FROM {Name} WHERE {write.Condition()}");
        return new("UNION is UNION ALL, each once", $"{a} UNION {b}", $"SELECT DISTINCT * FROM ({a} UNION ALL {b}) AS x (country, p1)");
    }

    private static QueryPair DistinctCount(Choices choices)
    {
        var value = new ExpressionWriter(choices).Any();
        return new("DISTINCT in an aggregate is a DISTINCT before it",
            $"SELECT sensor_id, count(DISTINCT {value}) FROM {Name} GROUP BY sensor_id",
            $"SELECT sensor_id, count(v) FROM (SELECT DISTINCT sensor_id, {value} AS v FROM {Name}) AS x GROUP BY sensor_id");
    }

    private static QueryPair Limit(Choices choices)
    {
        var order = string.Join(", ", choices.Some("sensor_id", "country", "time", "p1", "aqi").Union(Columns.Split(", "))
            .Select(column => column + choices.Of("", " DESC", " NULLS FIRST", " DESC NULLS FIRST")));
        var (where, count) = (new ExpressionWriter(choices).Condition(1), choices.Number(0, 6));
        return new("LIMIT is the first rows of the whole",
            $"SELECT {Columns} FROM {Name} WHERE {where} ORDER BY {order} LIMIT {count}",
            $"SELECT {Columns} FROM (SELECT {Columns}, row_number() OVER (ORDER BY {order}) AS n FROM {Name} WHERE {where}) AS x WHERE n <= {count} ORDER BY n",
            IsOrdered: true);
    }

    private static QueryPair WindowTotal(Choices choices)
    {
        var key = choices.Of("sensor_id", "country", "aqi");
        var call = choices.Of("count(p1)", "max(p1)", "min(country)", "sum(aqi)", "count(*)", "avg(aqi)");
        return new("a window without order is the group's total",
            $"SELECT {Columns}, {call} OVER (PARTITION BY {key}) AS v FROM {Name}",
            $"SELECT {QualifiedColumns}, g.v FROM {Name} a JOIN (SELECT {key} AS k, {call} AS v FROM {Name} GROUP BY {key}) AS g "
            + $"ON a.{key} IS NOT DISTINCT FROM g.k");
    }

    private static QueryPair WindowNewest(Choices choices)
    {
        var p = new ExpressionWriter(choices).Condition(1);
        return new("the newest of each is the first by time",
            $"SELECT sensor_id, max(time) FROM {Name} WHERE {p} GROUP BY sensor_id",
            $"SELECT sensor_id, time FROM (SELECT sensor_id, time, row_number() OVER (PARTITION BY sensor_id ORDER BY time DESC) AS n "
            + $"FROM {Name} WHERE {p}) AS x WHERE n = 1");
    }

    private static QueryPair GroupsOfGroups(Choices choices)
    {
        var (key, finer) = choices.Of(("sensor_id", "country"), ("country", "aqi"), ("aqi", "time"));
        var value = new ExpressionWriter(choices).Integer();
        return new("a total is the total of its parts",
            $"SELECT {key}, sum({value}), count(*), max(p1) FROM {Name} GROUP BY {key}",
            $"SELECT {key}, sum(s), CAST(sum(c) AS bigint), max(m) FROM (SELECT {key}, {finer}, sum({value}) AS s, count(*) AS c, max(p1) AS m "
            + $"FROM {Name} GROUP BY {key}, {finer}) AS x GROUP BY {key}");
    }

    private static QueryPair Ordinals(Choices choices)
    {
        // In a COALESCE, since a bare number in GROUP BY would be an ordinal itself.
        var value = $"coalesce({new ExpressionWriter(choices).Any()}, NULL)";
        return new("a number is the column at its place",
            $"SELECT {value} AS v, count(*) AS n FROM {Name} GROUP BY 1 ORDER BY 2 DESC, 1",
            $"SELECT {value} AS v, count(*) AS n FROM {Name} GROUP BY {value} ORDER BY n DESC, v", IsOrdered: true);
    }

    private static QueryPair CountIf(Choices choices)
    {
        var p = new ExpressionWriter(choices).Condition();
        return new("a count of conditions is a sum",
            $"SELECT country, count_if({p}), bool_or({p}) FROM {Name} GROUP BY country",
            $"SELECT country, sum(if({p}, 1, 0)), max({p}) FROM {Name} GROUP BY country");
    }

    private static QueryPair RankAsCount(Choices choices)
    {
        var key = choices.Of("aqi", "time");
        return new("a rank is the number of those before",
            $"SELECT {Columns}, rank() OVER (PARTITION BY sensor_id ORDER BY {key}) FROM {Name} WHERE {key} IS NOT NULL",
            $"SELECT {QualifiedColumns}, (SELECT count(*) FROM {Name} b WHERE b.sensor_id = a.sensor_id AND b.{key} < a.{key}) + 1 "
            + $"FROM {Name} a WHERE {key} IS NOT NULL");
    }

    private static string QualifiedColumns { get; } = string.Join(", ", Columns.Split(", ").Select(name => $"a.{name}"));
}
