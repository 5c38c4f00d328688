using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>Aggregates with OVER. While frames only grow at their end, one accumulator serves them all; else each frame gets its
/// own.</summary>
internal static class WindowAggregates
{
    public static void Compute(WindowExpression window, WindowPartition partition, object?[] results, RunScope scope)
    {
        Accumulator? accumulator = null;
        object? result = null;
        var (from, to) = (0, -1);
        for (var place = 0; place < partition.Rows.Length; place++)
        {
            var (start, end) = WindowFrames.Bounds(window.Shape.Frame, partition, place);
            if (accumulator is null || start != from || end < to)
            {
                accumulator = window.Aggregate!.Create();
                (from, to, result) = (start, start - 1, accumulator.Result());
            }

            if (end > to)
            {
                scope.Budget.Make(end - to);
                while (to < end) accumulator.Add(partition.Arguments, partition.Rows[++to]);
                result = accumulator.Result();
                ValueSize.Spend(window.Type, result, scope.Budget);
            }

            results[partition.Rows[place]] = result;
        }
    }
}
