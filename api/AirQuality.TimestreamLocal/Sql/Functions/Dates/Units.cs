using AirQuality.TimestreamLocal.Sql.Functions.Values;

namespace AirQuality.TimestreamLocal.Sql.Functions.Dates;

/// <summary>The named units of <c>date_trunc</c>, <c>date_add</c> and <c>date_diff</c>.</summary>
internal static class Units
{
    private const string TimestampField = "Timestamp";
    private const string DateField = "DATE";
    private const string TimeField = "Time";

    /// <summary>The last day of the month of a day.</summary>
    public static long LastDayOfMonth(long days)
    {
        var date = CivilTime.DateOf(days);
        return days + DateTime.DaysInMonth(date.Year, date.Month) - date.Day;
    }

    /// <summary>The start of the unit that holds an instant.</summary>
    public static long TruncateTimestamp(string unit, long ns) => FixedNs(unit) is { } width && width < CivilTime.NsPerDay
        ? Bins.Floor(ns, width)
        : CivilTime.Instant(TruncateDays(unit, CivilTime.DaysOf(ns), TimestampField), 0);

    /// <summary>The first day of the unit that holds a day.</summary>
    public static long TruncateDate(string unit, long days) => TruncateDays(unit, days, DateField);

    /// <summary>The start of the unit that holds a time of day.</summary>
    public static long TruncateTime(string unit, long nsOfDay) => Bins.Floor(nsOfDay, TimeNs(unit));

    /// <summary>A time of day moved by a count of units, past midnight into the next day.</summary>
    public static long AddToTime(string unit, long count, long nsOfDay) =>
        CivilTime.NsOfDay(nsOfDay + (long)((Int128)count * TimeNs(unit) % CivilTime.NsPerDay));

    /// <summary>How many whole units lie between two times of day, below zero where the second is the earlier.</summary>
    public static long TimeDifference(string unit, long from, long to) => (to - from) / TimeNs(unit);

    /// <summary>An instant moved by a count of units; months keep the day of the month, or the month's last.</summary>
    public static long AddToTimestamp(string unit, long count, long ns)
    {
        CheckCount(count);
        if (FixedNs(unit) is not { } width) return CivilTime.MoveByMonths(ns, count * Months(unit, TimestampField));
        var by = (Int128)count * width;
        return by >= long.MinValue && by <= long.MaxValue ? CivilTime.Move(ns, (long)by) : throw CivilTime.OutOfRange();
    }

    /// <summary>A day moved by a count of units of a day or more.</summary>
    public static long AddToDate(string unit, long count, long days)
    {
        CheckCount(count);
        return FixedDays(unit) is { } width ? days + (count * width) : CivilTime.MoveDaysByMonths(days, count * Months(unit, DateField));
    }

    /// <summary>How many whole units lie between two instants, below zero where the second is the earlier.</summary>
    public static long TimestampDifference(string unit, long from, long to)
    {
        if (FixedNs(unit) is { } width) return (long)(((Int128)to - from) / width);
        var months = Months(unit, TimestampField);
        return from <= to ? WholeMonths(from, to) / months : -(WholeMonths(to, from) / months);
    }

    /// <summary>How many whole units lie between two days, below zero where the second is the earlier.</summary>
    public static long DateDifference(string unit, long from, long to)
    {
        if (FixedDays(unit) is { } width) return (to - from) / width;
        var months = Months(unit, DateField);
        return from <= to ? WholeMonthsOfDays(from, to) / months : -(WholeMonthsOfDays(to, from) / months);
    }

    private static long TruncateDays(string unit, long days, string field)
    {
        var date = CivilTime.DateOf(days);
        return unit.ToLowerInvariant() switch
        {
            "day" => days,
            "week" => days - (date.DayNumber % 7),
            "month" => days - date.Day + 1,
            "quarter" => CivilTime.DaysOf(new DateOnly(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1)),
            "year" => CivilTime.DaysOf(new DateOnly(date.Year, 1, 1)),
            _ => throw Unknown(unit, field),
        };
    }

    // The months that can be added to the earlier end without passing the later one.
    private static long WholeMonths(long from, long to)
    {
        var days = CivilTime.DaysOf(to);
        var months = WholeMonthsOfDays(CivilTime.DaysOf(from), days);
        var reachesLastDay = months > 0 && CivilTime.MoveDaysByMonths(CivilTime.DaysOf(from), months) == days;
        return reachesLastDay && CivilTime.NsOfDay(from) > CivilTime.NsOfDay(to) ? months - 1 : months;
    }

    private static long WholeMonthsOfDays(long from, long to)
    {
        var (start, end) = (CivilTime.DateOf(from), CivilTime.DateOf(to));
        var months = ((end.Year - start.Year) * 12L) + end.Month - start.Month;
        return months > 0 && CivilTime.MoveDaysByMonths(from, months) > to ? months - 1 : months;
    }

    private static long? FixedNs(string unit) => unit.ToLowerInvariant() switch
    {
        "millisecond" => CivilTime.NsPerMillisecond,
        "second" => CivilTime.NsPerSecond,
        "minute" => CivilTime.NsPerMinute,
        "hour" => CivilTime.NsPerHour,
        "day" => CivilTime.NsPerDay,
        "week" => 7 * CivilTime.NsPerDay,
        _ => null,
    };

    private static long TimeNs(string unit) =>
        FixedNs(unit) is { } width && width < CivilTime.NsPerDay ? width : throw Unknown(unit, TimeField);

    private static long? FixedDays(string unit) => unit.ToLowerInvariant() switch
    {
        "day" => 1,
        "week" => 7,
        _ => null,
    };

    private static long Months(string unit, string field) => unit.ToLowerInvariant() switch
    {
        "month" => 1,
        "quarter" => 3,
        "year" => 12,
        _ => throw Unknown(unit, field),
    };

    private static void CheckCount(long count)
    {
        if (count is < int.MinValue or > int.MaxValue)
            throw new SqlException(FormattableString.Invariant($"date_add takes a count of 32 bits, not {count}"));
    }

    private static SqlException Unknown(string unit, string field) => new($"'{unit}' is not a valid {field} field");
}
