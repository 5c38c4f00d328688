using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>The functions that need OVER: what they give for the rows of one partition.</summary>
internal static class WindowFunctions
{
    /// <summary>The type of a ranking or value function by its arguments, and what they must become; null where it does not take
    /// them.</summary>
    public static (SqlType Type, IReadOnlyList<SqlType> Parameters)? Resolve(string name, SqlType[] arguments) => (name, arguments) switch
    {
        ("row_number" or "rank" or "dense_rank", []) => (SqlType.BigInt, []),
        ("ntile", [var buckets]) when IsCount(buckets) => (SqlType.BigInt, [SqlType.BigInt]),
        ("percent_rank" or "cume_dist", []) => (SqlType.Double, []),
        ("first_value" or "last_value" or "lag" or "lead", [var value]) => (value, [value]),
        ("nth_value" or "lag" or "lead", [var value, var offset]) when IsCount(offset) => (value, [value, SqlType.BigInt]),
        ("lag" or "lead", [var value, var offset, var otherwise])
            when IsCount(offset) && Coercion.CommonType(value, otherwise) is { } common =>
            (common, [common, SqlType.BigInt, common]),
        _ => null,
    };

    private static bool IsCount(SqlType type) => Coercion.CanCoerce(type, SqlType.BigInt);

    /// <summary>Whether a function can only be called with OVER.</summary>
    public static bool Exists(string name) => name is "row_number" or "rank" or "dense_rank" or "percent_rank" or "cume_dist" or "ntile"
        or "first_value" or "last_value" or "nth_value" or "lag" or "lead";

    /// <summary>Whether IGNORE NULLS may stand behind the function.</summary>
    public static bool SkipsNulls(string name) => name is "first_value" or "last_value" or "nth_value" or "lag" or "lead";

    /// <summary>Writes the results to the rows' places in the batch.</summary>
    public static void Compute(WindowExpression window, WindowPartition partition, object?[] results, RunScope scope)
    {
        if (window.Aggregate is not null)
        {
            WindowAggregates.Compute(window, partition, results, scope);
            return;
        }

        var count = partition.Rows.Length;
        for (var place = 0; place < count; place++)
        {
            if (place % Batch.TargetRows == 0) scope.ThrowIfCancelled();
            var row = partition.Rows[place];
            var peers = partition.Peers;
            results[row] = window.Name switch
            {
                "row_number" => place + 1L,
                "rank" => peers.First(place) + 1L,
                "dense_rank" => peers.Number(place) + 1L,
                "percent_rank" => count == 1 ? 0.0 : (double)peers.First(place) / (count - 1),
                "cume_dist" => (peers.Last(place) + 1.0) / count,
                "ntile" => Tile(partition, place),
                "lag" => Shifted(window, partition, place, -1),
                "lead" => Shifted(window, partition, place, 1),
                _ => InFrame(window, partition, place),
            };
        }
    }

    private static object? Tile(WindowPartition partition, int place)
    {
        if (partition.Arguments[0][partition.Rows[place]] is not long buckets) return null;
        if (buckets <= 0) throw new SqlException("Buckets must be greater than 0");
        var (size, larger) = Math.DivRem(partition.Rows.Length, buckets);
        var inLarger = larger * (size + 1);
        return place < inLarger ? (place / (size + 1)) + 1 : larger + ((place - inLarger) / Math.Max(size, 1)) + 1;
    }

    private static object? Shifted(WindowExpression window, WindowPartition partition, int place, int direction)
    {
        var (values, row) = (partition.Arguments[0], partition.Rows[place]);
        var offset = partition.Arguments.Length > 1 ? partition.Arguments[1][row] as long? : 1;
        if (offset is null) return null;
        if (offset < 0) throw new SqlException("Offset must be at least 0");
        var target = window.Shape.IgnoreNulls
            ? StepOverNulls(partition, place, direction, offset.Value)
            : (long)place + (direction * Math.Min(offset.Value, int.MaxValue));
        if (target >= 0 && target < partition.Rows.Length) return values[partition.Rows[target]];
        return partition.Arguments.Length > 2 ? partition.Arguments[2][row] : null;
    }

    private static long StepOverNulls(WindowPartition partition, int place, int direction, long steps)
    {
        long target = place;
        while (steps > 0)
        {
            target += direction;
            if (target < 0 || target >= partition.Rows.Length) return -1;
            if (!partition.Arguments[0].IsNull(partition.Rows[target])) steps--;
        }

        return target;
    }

    private static object? InFrame(WindowExpression window, WindowPartition partition, int place)
    {
        var (start, end) = WindowFrames.Bounds(window.Shape.Frame, partition, place);
        var values = partition.Arguments[0];
        var (from, step, wanted) = window.Name switch
        {
            "last_value" => (end, -1, 1L),
            "first_value" => (start, 1, 1L),
            _ => (start, 1, Position(partition, place)),
        };
        if (!window.Shape.IgnoreNulls)
        {
            var at = from + (step * (wanted - 1));
            return wanted > 0 && at >= start && at <= end ? values[partition.Rows[(int)at]] : null;
        }

        for (var at = from; at >= start && at <= end; at += step)
        {
            if (values.IsNull(partition.Rows[at])) continue;
            if (--wanted == 0) return values[partition.Rows[at]];
        }

        return null;
    }

    /// <summary>The n of nth_value; a NULL one finds nothing.</summary>
    private static long Position(WindowPartition partition, int place)
    {
        if (partition.Arguments[1][partition.Rows[place]] is not long position) return 0;
        return position > 0 ? position : throw new SqlException("Offset must be at least 1");
    }
}
