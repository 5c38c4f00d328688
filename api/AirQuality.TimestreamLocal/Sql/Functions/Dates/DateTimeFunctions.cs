using AirQuality.TimestreamLocal.Sql.Functions.Values;

namespace AirQuality.TimestreamLocal.Sql.Functions.Dates;

/// <summary>Functions of dates, times and intervals, in UTC (Timestream developer guide, Date / time functions). The functions without
/// parentheses (<c>current_date</c>) are rows without parameters.</summary>
internal static class DateTimeFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        Row("current_date() -> date", Lift.WithContext(context => CivilTime.DaysOf(context.NowNs))),
        Row("current_time() -> time", Lift.WithContext(context => CivilTime.NsOfDay(context.NowNs))),
        Row("localtime() -> time", Lift.WithContext(context => CivilTime.NsOfDay(context.NowNs))),
        Row("current_timestamp() -> timestamp", Lift.WithContext(context => context.NowNs)),
        Row("localtimestamp() -> timestamp", Lift.WithContext(context => context.NowNs)),
        Row("now() -> timestamp", Lift.WithContext(context => context.NowNs)),
        Row("current_timezone() -> varchar", Lift.Of(() => "UTC")),
        Row("ago(day_interval) -> timestamp", Lift.WithContext<long, long>((by, context) => CivilTime.Move(context.NowNs, -by))),
        Row("ago(month_interval) -> timestamp", Lift.WithContext<long, long>((by, context) => CivilTime.MoveByMonths(context.NowNs, -by))),
        Row("bin(timestamp, day_interval) -> timestamp", Lift.Of<long, long, long>(Bins.Floor)),
        Row("date(timestamp) -> date", Lift.Of<long, long>(CivilTime.DaysOf)),
        Row("date(date) -> date", Lift.Of<long, long>(days => days)),
        Row("date(varchar) -> date", Lift.Of<string, long>(DateText)),
        Row("last_day_of_month(date) -> date", Lift.Of<long, long>(Units.LastDayOfMonth)),
        Row("last_day_of_month(timestamp) -> date", Lift.Of<long, long>(ns => Units.LastDayOfMonth(CivilTime.DaysOf(ns)))),
        Row("date_trunc(varchar, timestamp) -> timestamp", Lift.Of<string, long, long>(Units.TruncateTimestamp)),
        Row("date_trunc(varchar, date) -> date", Lift.Of<string, long, long>(Units.TruncateDate)),
        Row("date_trunc(varchar, time) -> time", Lift.Of<string, long, long>(Units.TruncateTime)),
        Row("date_add(varchar, bigint, timestamp) -> timestamp", Lift.Of<string, long, long, long>(Units.AddToTimestamp)),
        Row("date_add(varchar, bigint, date) -> date", Lift.Of<string, long, long, long>(Units.AddToDate)),
        Row("date_add(varchar, bigint, time) -> time", Lift.Of<string, long, long, long>(Units.AddToTime)),
        Row("date_diff(varchar, timestamp, timestamp) -> bigint", Lift.Of<string, long, long, long>(Units.TimestampDifference)),
        Row("date_diff(varchar, date, date) -> bigint", Lift.Of<string, long, long, long>(Units.DateDifference)),
        Row("date_diff(varchar, time, time) -> bigint", Lift.Of<string, long, long, long>(Units.TimeDifference)),
        Row("parse_duration(varchar) -> day_interval", Lift.Of<string, long>(Epochs.ParseDuration)),
        Row("from_milliseconds(bigint) -> timestamp", Lift.Of<long, long>(Epochs.FromMilliseconds)),
        Row("from_nanoseconds(bigint) -> timestamp", Lift.Of<long, long>(ns => ns)),
        Row("from_unixtime(double) -> timestamp", Lift.Of<double, long>(Epochs.FromUnixTime)),
        Row("to_milliseconds(timestamp) -> bigint", Lift.Of<long, long>(ns => CivilTime.FloorDivide(ns, CivilTime.NsPerMillisecond))),
        Row("to_milliseconds(day_interval) -> bigint", Lift.Of<long, long>(ns => ns / CivilTime.NsPerMillisecond)),
        Row("to_nanoseconds(timestamp) -> bigint", Lift.Of<long, long>(ns => ns)),
        Row("to_nanoseconds(day_interval) -> bigint", Lift.Of<long, long>(ns => ns)),
        Row("to_unixtime(timestamp) -> double", Lift.Of<long, double>(Epochs.ToUnixTime)),
        Row("from_iso8601_timestamp(varchar) -> timestamp", Lift.Of<string, long>(Iso8601.ParseTimestamp)),
        Row("from_iso8601_date(varchar) -> date", Lift.Of<string, long>(Iso8601.ParseDate)),
        Row("to_iso8601(timestamp) -> varchar", Lift.Of<long, string>(ns => ResultText.Timestamp(ns).Replace(' ', 'T'))),
        Row("to_iso8601(date) -> varchar", Lift.Of<long, string>(ResultText.Date)),
        Row("date_format(timestamp, varchar) -> varchar",
            Lift.Of<long, string, string>((ns, format) => MySqlFormat.Compile(format).Write(ns))),
        Row("date_parse(varchar, varchar) -> timestamp",
            Lift.Of<string, string, long>((text, format) => MySqlFormat.Compile(format).Read(text))),
        Row("format_datetime(timestamp, varchar) -> varchar",
            Lift.Of<long, string, string>((ns, format) => JodaFormat.Compile(format).Write(ns))),
        Row("parse_datetime(varchar, varchar) -> timestamp",
            Lift.Of<string, string, long>((text, format) => JodaFormat.Compile(format).Read(text))),
    ];

    private static long DateText(string text) =>
        Literals.TryDate(text, out var days) ? days
        : Literals.TryTimestamp(text, out var ns) ? CivilTime.DaysOf(ns)
        : throw new SqlException($"Value cannot be cast to date: {text}");

    private static FunctionDefinition Row(string signature, FunctionBinding bind) => new(FunctionGroup.DateTime, signature, bind);
}
