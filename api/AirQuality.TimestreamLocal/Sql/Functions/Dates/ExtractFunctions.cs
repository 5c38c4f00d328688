using System.Globalization;
using AirQuality.TimestreamLocal.Sql.Functions.Values;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions.Dates;

/// <summary>Fields of dates, times and intervals. Weeks are those of ISO 8601, Monday is day 1.</summary>
internal static class ExtractFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        .. OfDate("year", date => date.Year),
        .. OfDate("quarter", date => ((date.Month + 2) / 3)),
        .. OfDate("month", date => date.Month),
        .. OfDate("week", IsoWeek),
        .. OfDate("week_of_year", IsoWeek),
        .. OfDate("day", date => date.Day),
        .. OfDate("day_of_month", date => date.Day),
        .. OfDate("day_of_week", DayOfWeek),
        .. OfDate("dow", DayOfWeek),
        .. OfDate("day_of_year", date => date.DayOfYear),
        .. OfDate("doy", date => date.DayOfYear),
        .. OfDate("year_of_week", IsoYear),
        .. OfDate("yow", IsoYear),
        .. OfTime("hour", CivilTime.NsPerHour, 24),
        .. OfTime("minute", CivilTime.NsPerMinute, 60),
        .. OfTime("second", CivilTime.NsPerSecond, 60),
        .. OfTime("millisecond", CivilTime.NsPerMillisecond, 1000),
        .. OfTime("nanosecond", 1, CivilTime.NsPerSecond),
        Row("day(day_interval) -> bigint", interval => interval / CivilTime.NsPerDay),
        Row("year(month_interval) -> bigint", months => months / 12),
        Row("month(month_interval) -> bigint", months => months % 12),
    ];

    /// <summary>The function behind <c>EXTRACT(field FROM value)</c>.</summary>
    /// <exception cref="SqlException">There is no such field, or values of this type do not have it.</exception>
    public static ResolvedFunction Extract(string field, SqlType type, SourcePosition fieldAt, SourcePosition valueAt)
    {
        if (!Definitions.Any(row => row.Signature.Name.Equals(field, StringComparison.OrdinalIgnoreCase)))
            throw new SqlException(fieldAt, $"Invalid EXTRACT field: {field}");
        if (type == SqlType.Unknown || !Definitions.Any(row => Takes(row, field, type)))
            throw new SqlException(valueAt, $"Cannot extract {field.ToUpperInvariant()} from {type}");
        return FunctionTable.Resolve(field, [type], valueAt);
    }

    /// <summary>The week of ISO 8601, 1 to 53.</summary>
    public static long IsoWeek(DateOnly date) => ISOWeek.GetWeekOfYear(date.ToDateTime(TimeOnly.MinValue));

    /// <summary>The year whose ISO week a day lies in.</summary>
    public static long IsoYear(DateOnly date) => ISOWeek.GetYear(date.ToDateTime(TimeOnly.MinValue));

    /// <summary>The day of the week, 1 for Monday to 7 for Sunday.</summary>
    public static long DayOfWeek(DateOnly date) => date.DayOfWeek == System.DayOfWeek.Sunday ? 7 : (long)date.DayOfWeek;

    private static bool Takes(FunctionDefinition row, string field, SqlType type) =>
        row.Signature.Name.Equals(field, StringComparison.OrdinalIgnoreCase) && row.Signature.Match([type]) is not null;

    private static IEnumerable<FunctionDefinition> OfDate(string name, Func<DateOnly, long> field) =>
    [
        Row($"{name}(timestamp) -> bigint", ns => field(CivilTime.DateOf(CivilTime.DaysOf(ns)))),
        Row($"{name}(date) -> bigint", days => field(CivilTime.DateOf(days))),
    ];

    private static IEnumerable<FunctionDefinition> OfTime(string name, long unitNs, long count) =>
    [
        Row($"{name}(timestamp) -> bigint", ns => CivilTime.NsOfDay(ns) / unitNs % count),
        Row($"{name}(time) -> bigint", nsOfDay => nsOfDay / unitNs % count),
        Row($"{name}(day_interval) -> bigint", interval => interval / unitNs % count),
    ];

    private static FunctionDefinition Row(string signature, Func<long, long> field) =>
        new(FunctionGroup.Extract, signature, Lift.Of(field));
}
