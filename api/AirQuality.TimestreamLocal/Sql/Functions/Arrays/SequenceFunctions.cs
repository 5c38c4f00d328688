using AirQuality.TimestreamLocal.Sql.Functions.Values;

namespace AirQuality.TimestreamLocal.Sql.Functions.Arrays;

/// <summary><c>sequence(start, stop[, step])</c>; both ends count.</summary>
internal static class SequenceFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        Row("sequence(bigint, bigint) -> array(bigint)",
            Lift.Of<long, long, object?[]>((start, stop) => Steps(start, stop, start <= stop ? 1 : -1))),
        Row("sequence(bigint, bigint, bigint) -> array(bigint)", Lift.Of<long, long, long, object?[]>(Steps)),
        Row("sequence(timestamp, timestamp, day_interval) -> array(timestamp)", Lift.Of<long, long, long, object?[]>(Steps)),
        Row("sequence(timestamp, timestamp, month_interval) -> array(timestamp)",
            Lift.Of<long, long, long, object?[]>((start, stop, months) => MonthSteps(start, stop, months, CivilTime.MoveByMonths))),
        Row("sequence(date, date) -> array(date)",
            Lift.Of<long, long, object?[]>((start, stop) => Steps(start, stop, start <= stop ? 1 : -1))),
        Row("sequence(date, date, day_interval) -> array(date)",
            Lift.Of<long, long, long, object?[]>((start, stop, step) => Steps(start, stop, WholeDays(step)))),
        Row("sequence(date, date, month_interval) -> array(date)",
            Lift.Of<long, long, long, object?[]>((start, stop, months) => MonthSteps(start, stop, months, CivilTime.MoveDaysByMonths))),
    ];

    private static object?[] Steps(long start, long stop, long step)
    {
        CheckStep(start, stop, step);
        var values = new object?[Elements.CheckCount("sequence", (((Int128)stop - start) / step) + 1)];
        for (var i = 0; i < values.Length; i++) values[i] = start + (i * step);
        return values;
    }

    // Each value is counted from the start, so that months of 31 days come back after a shorter one.
    private static object?[] MonthSteps(long start, long stop, long months, Func<long, long, long> move)
    {
        CheckStep(start, stop, months);
        var values = new List<object?>();
        for (var next = start; months > 0 ? next <= stop : next >= stop; next = move(start, months * values.Count))
        {
            values.Add(next);
            Elements.CheckCount("sequence", values.Count);
        }
        return [.. values];
    }

    private static void CheckStep(long start, long stop, long step)
    {
        if (step == 0) throw new SqlException("step must not be zero");
        if (step > 0 ? stop < start : stop > start)
            throw new SqlException("sequence stop value should be greater than or equal to start value if step is greater than zero "
                + "otherwise stop should be less than or equal to start");
    }

    private static long WholeDays(long step) => step % CivilTime.NsPerDay == 0
        ? step / CivilTime.NsPerDay
        : throw new SqlException("sequence step must be a day interval if start and end values are dates");

    private static FunctionDefinition Row(string signature, FunctionBinding bind) => new(FunctionGroup.Array, signature, bind);
}
