using System.Globalization;
using AirQuality.TimestreamLocal.Sql.Functions.Values;

namespace AirQuality.TimestreamLocal.Sql.Functions.Dates;

/// <summary>Dates and instants of ISO 8601 in the extended format: calendar (<c>2020-08-08</c>), week (<c>2020-W32-6</c>) and ordinal
/// dates (<c>2020-221</c>), shortened from the right, with a time and an offset; or a time alone, of 1970-01-01. The last part of a time
/// may have a fraction: <c>T10.5</c> is half past ten.</summary>
internal static class Iso8601
{
    /// <summary>The instant of a text; no offset means UTC.</summary>
    public static long ParseTimestamp(string text)
    {
        var cursor = new DigitCursor(text);
        var (days, time, offset) = (0L, 0L, 0L);
        var isTimeAlone = cursor.Char('T') || cursor.Char('t');
        if (!isTimeAlone && !TryDate(ref cursor, out days)) throw Refusal(text);
        if (isTimeAlone || cursor.Char('T') || cursor.Char('t'))
        {
            var hasTime = !cursor.AtEnd && char.IsAsciiDigit(cursor.Rest[0]);
            if (hasTime ? !TryTime(ref cursor, out time) : isTimeAlone) throw Refusal(text);
            if (!TryOffset(ref cursor, out offset)) throw Refusal(text);
        }

        return cursor.AtEnd ? CivilTime.Instant(days, time - offset) : throw Refusal(text);
    }

    /// <summary>The day of a text.</summary>
    public static long ParseDate(string text)
    {
        var cursor = new DigitCursor(text);
        return TryDate(ref cursor, out var days) && cursor.AtEnd ? days : throw Refusal(text);
    }

    private static bool TryDate(ref DigitCursor cursor, out long days)
    {
        days = 0;
        if (!cursor.Number(4, 4, out var year) || year is < 1 or > 9998) return false;
        if (!cursor.Char('-')) return TryCalendar(year, 1, 1, out days);
        if (cursor.Char('W')) return TryWeek(ref cursor, year, out days);
        var before = cursor.Rest.Length;
        if (!cursor.Number(1, 3, out var number)) return false;
        if (before - cursor.Rest.Length == 3) return TryOrdinal(year, number, out days);
        var day = 1;
        return (!cursor.Char('-') || cursor.Number(1, 2, out day)) && TryCalendar(year, number, day, out days);
    }

    private static bool TryCalendar(int year, int month, int day, out long days)
    {
        days = 0;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        days = CivilTime.DaysOf(new DateOnly(year, month, day));
        return true;
    }

    private static bool TryOrdinal(int year, int day, out long days)
    {
        days = CivilTime.DaysOf(new DateOnly(year, 1, 1)) + day - 1;
        return day >= 1 && day <= (DateTime.IsLeapYear(year) ? 366 : 365);
    }

    private static bool TryWeek(ref DigitCursor cursor, int year, out long days)
    {
        days = 0;
        var day = 1;
        if (!cursor.Number(1, 2, out var week) || week < 1 || week > ISOWeek.GetWeeksInYear(year)) return false;
        if (cursor.Char('-') && !(cursor.Number(1, 1, out day) && day is >= 1 and <= 7)) return false;
        days = CivilTime.DaysOf(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday))) + day - 1;
        return true;
    }

    private static bool TryTime(ref DigitCursor cursor, out long nsOfDay)
    {
        nsOfDay = 0;
        int minute = 0, second = 0, fraction = 0;
        if (!cursor.Number(1, 2, out var hour)) return false;
        var hasMinute = cursor.Char(':');
        if (hasMinute && !cursor.Number(1, 2, out minute)) return false;
        var hasSecond = hasMinute && cursor.Char(':');
        if (hasSecond && !cursor.Number(1, 2, out second)) return false;
        if ((cursor.Char('.') || cursor.Char(',')) && !cursor.Fraction(out fraction)) return false;
        var fractionNs = fraction * (hasSecond ? 1L : hasMinute ? 60 : 3600);
        nsOfDay = (hour * CivilTime.NsPerHour) + (minute * CivilTime.NsPerMinute) + (second * CivilTime.NsPerSecond) + fractionNs;
        return hour <= 23 && minute <= 59 && second <= 59;
    }

    private static bool TryOffset(ref DigitCursor cursor, out long offsetNs)
    {
        offsetNs = 0;
        if (cursor.AtEnd || cursor.Char('Z') || cursor.Char('z')) return true;
        var east = cursor.Char('+');
        if (!east && !cursor.Char('-')) return false;
        var minutes = 0;
        if (!cursor.Number(2, 2, out var hours)) return false;
        if ((cursor.Char(':') || !cursor.AtEnd) && !cursor.Number(2, 2, out minutes)) return false;
        var size = (hours * CivilTime.NsPerHour) + (minutes * CivilTime.NsPerMinute);
        offsetNs = east ? size : -size;
        return hours <= 23 && minutes <= 59;
    }

    private static SqlException Refusal(string text) => new($"Invalid format: \"{text}\"");
}
