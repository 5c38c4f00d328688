using static AirQuality.TimestreamLocal.Tests.Sql.Metamorphic.GeneratedTable;

namespace AirQuality.TimestreamLocal.Tests.Sql.Metamorphic;

/// <summary>The same rows, kept by a condition at another place or in another form.</summary>
internal static class FilterRewrites
{
    public static IReadOnlyList<Rewrite> All { get; } =
    [
        Subquery, NamedQuery, Having, Partition, OpaqueColumns, SplitCount, Exists, Intersect, Except, DoubleFilter,
    ];

    private static QueryPair Subquery(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (p, q) = (write.Condition(), write.Condition());
        return new("half of WHERE may stand in a subquery",
            $"SELECT {Columns} FROM {Name} WHERE {p} AND {q}", $"SELECT {Columns} FROM (SELECT * FROM {Name} WHERE {p}) AS x WHERE {q}");
    }

    private static QueryPair NamedQuery(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (inner, q, value) = ($"SELECT {Columns}, {write.Any()} AS v FROM {Name} WHERE {write.Condition()}", write.Condition(), write.Any());
        var select = $"SELECT {Columns}, v, {value}";
        return new("a subquery may have a name", $"{select} FROM ({inner}) AS x WHERE {q}", $"WITH x AS ({inner}) {select} FROM x WHERE {q}");
    }

    private static QueryPair Having(Choices choices)
    {
        var write = new ExpressionWriter(choices, name => name is "sensor_id" or "aqi" ? name : $"coalesce({Constant(name)}, {Constant(name)})");
        var p = write.Condition();
        const string Select = $"SELECT sensor_id, aqi, count(*), max(p1), min(time) FROM {Name}";
        return new("a condition on groups may stand before them",
            $"{Select} WHERE {p} GROUP BY sensor_id, aqi", $"{Select} GROUP BY sensor_id, aqi HAVING {p}");
    }

    // Only the group's columns may be used; a constant stands for each of the others.
    private static string Constant(string column) => column switch
    {
        "country" => "'DE'",
        "time" => "timestamp '2020-01-01 00:01:00'",
        "p1" => "0.5",
        _ => column,
    };

    private static QueryPair Partition(Choices choices)
    {
        var p = new ExpressionWriter(choices).Condition();
        const string Select = $"SELECT {Columns} FROM {Name}";
        return new("every row is of p, of NOT p, or of neither",
            // Where the condition is refused the whole must be too, so it is asked with it as a column.
            $"SELECT {Columns} FROM (SELECT {Columns}, {p} OR true AS p FROM {Name}) AS x",
            $"{Select} WHERE {p} UNION ALL {Select} WHERE NOT ({p}) UNION ALL {Select} WHERE ({p}) IS NULL");
    }

    private static QueryPair OpaqueColumns(Choices choices)
    {
        var seed = choices.Seed();
        var plain = Both(new ExpressionWriter(new Choices(seed)));
        var opaque = Both(new ExpressionWriter(new Choices(seed), name => $"coalesce({name}, {name})"));
        return new("a condition that the store may evaluate, or may not",
            $"SELECT {Columns} FROM {Name} WHERE {plain}", $"SELECT {Columns} FROM {Name} WHERE {opaque}");
    }

    private static string Both(ExpressionWriter write) => $"{write.Condition(0)} AND {write.Condition(1)}";

    private static QueryPair SplitCount(Choices choices)
    {
        var p = new ExpressionWriter(choices).Condition();
        return new("a condition is counted as it filters",
            $"SELECT count(*), max(p1), sum(aqi) FROM {Name} WHERE {p}",
            $"SELECT count(*) FILTER (WHERE {p}), max(if({p}, p1)), sum(CASE WHEN {p} THEN aqi END) FROM {Name}");
    }

    private static QueryPair Exists(Choices choices)
    {
        var (value, inner) = (new ExpressionWriter(choices, "a.").Integer(), new ExpressionWriter(choices, "b."));
        var (other, p) = (inner.Integer(), inner.Condition());
        var select = $"SELECT {QualifiedColumns("a")} FROM {Name} a WHERE";
        return new("IN a query is the existence of an equal",
            $"{select} {value} IN (SELECT {other} FROM {Name} b WHERE {p})", $"{select} EXISTS (SELECT 1 FROM {Name} b WHERE {p} AND {other} = {value})");
    }

    private static QueryPair Intersect(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (p, q) = (write.Condition(), write.Condition());
        var select = $"SELECT DISTINCT {Columns} FROM {Name} WHERE";
        return new("both conditions are the intersection", $"{select} {p} AND {q}", $"{select} {p} INTERSECT {select} {q}");
    }

    private static QueryPair Except(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (p, q) = (write.Condition(), write.Condition());
        var select = $"SELECT DISTINCT {Columns} FROM {Name} WHERE";
        return new("what a condition does not hold for is the difference",
            $"{select} {p} AND NOT coalesce({q}, false)",
            $"{select} {p} EXCEPT {select} {q}");
    }

    private static QueryPair DoubleFilter(Choices choices)
    {
        var write = new ExpressionWriter(choices);
        var (p, q) = (write.Condition(), write.Condition());
        var select = $"SELECT {Columns} FROM {Name} WHERE";
        return new("one condition or the other is the union of disjoint parts",
            $"{select} {p} OR {q}", $"{select} {p} UNION ALL {select} {q} AND NOT coalesce({p}, false)");
    }

    private static string QualifiedColumns(string alias) => string.Join(", ", Columns.Split(", ").Select(name => $"{alias}.{name}"));
}
