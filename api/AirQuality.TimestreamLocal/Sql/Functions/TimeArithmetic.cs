using AirQuality.TimestreamLocal.Sql.Functions.Values;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Arithmetic of dates, times and intervals.</summary>
internal static class TimeArithmetic
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        .. Sums("timestamp", "day_interval", CivilTime.Move),
        .. Sums("timestamp", "month_interval", CivilTime.MoveByMonths),
        .. Sums("date", "day_interval", MoveDate),
        .. Sums("date", "month_interval", CivilTime.MoveDaysByMonths),
        .. Sums("time", "day_interval", MoveTime),
        Row("-(timestamp, timestamp) -> day_interval", Lift.Of<long, long, long>((a, b) => Fit((Int128)a - b))),
        Row("-(time, time) -> day_interval", Lift.Of<long, long, long>((a, b) => a - b)),
        .. Scales("day_interval"),
        .. Scales("month_interval"),
    ];

    private static IEnumerable<FunctionDefinition> Sums(string type, string interval, Func<long, long, long> move) =>
    [
        Row($"+({type}, {interval}) -> {type}", Lift.Of(move)),
        Row($"+({interval}, {type}) -> {type}", Lift.Of<long, long, long>((by, value) => move(value, by))),
        Row($"-({type}, {interval}) -> {type}", Lift.Of<long, long, long>((value, by) => move(value, Negate(by)))),
    ];

    private static IEnumerable<FunctionDefinition> Scales(string interval) =>
    [
        Row($"+({interval}, {interval}) -> {interval}", Lift.Of<long, long, long>((a, b) => Fit((Int128)a + b))),
        Row($"-({interval}, {interval}) -> {interval}", Lift.Of<long, long, long>((a, b) => Fit((Int128)a - b))),
        Row($"*({interval}, bigint) -> {interval}", Lift.Of<long, long, long>((a, b) => Fit((Int128)a * b))),
        Row($"*(bigint, {interval}) -> {interval}", Lift.Of<long, long, long>((a, b) => Fit((Int128)a * b))),
        Row($"*({interval}, double) -> {interval}", Lift.Of<long, double, long>((a, b) => Fit(a * b))),
        Row($"*(double, {interval}) -> {interval}", Lift.Of<double, long, long>((a, b) => Fit(a * b))),
        Row($"/({interval}, double) -> {interval}", Lift.Of<long, double, long>(Divide)),
        Row($"-({interval}) -> {interval}", Lift.Of<long, long>(Negate)),
    ];

    private static long MoveDate(long days, long byNs) => byNs % CivilTime.NsPerDay == 0
        ? days + (byNs / CivilTime.NsPerDay)
        : throw new SqlException("Cannot add hour, minutes or seconds to a date");

    private static long MoveTime(long nsOfDay, long byNs) => CivilTime.NsOfDay(nsOfDay + (byNs % CivilTime.NsPerDay));

    private static long Divide(long interval, double by) => by == 0 ? throw new SqlException("Division by zero") : Fit(interval / by);

    private static long Negate(long interval) => Fit(-(Int128)interval);

    private static long Fit(Int128 interval) =>
        interval >= long.MinValue && interval <= long.MaxValue ? (long)interval : throw OutOfRange();

    private static long Fit(double interval) =>
        interval is >= -9.2233720368547758E18 and < 9.2233720368547758E18 ? (long)interval : throw OutOfRange();

    private static SqlException OutOfRange() => new("Interval is out of range: it does not fit 64 bits");

    private static FunctionDefinition Row(string signature, FunctionBinding bind) => new(FunctionGroup.Operator, signature, bind);
}
