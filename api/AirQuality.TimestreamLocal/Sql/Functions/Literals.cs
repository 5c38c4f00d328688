using System.Globalization;
using AirQuality.TimestreamLocal.Sql.Functions.Values;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Texts of literals and casts as values. Each method answers false for a text it does not accept.</summary>
internal static class Literals
{
    /// <summary><c>2020-08-08</c>, <c>2020-08-08 01:02</c>, seconds and up to nine fractional digits optional; white space around is
    /// ignored. Gives nanoseconds since 1970 UTC.</summary>
    public static bool TryTimestamp(string text, out long ns)
    {
        ns = 0;
        var rest = text.AsSpan().Trim();
        var space = rest.IndexOf(' ');
        var nsOfDay = 0L;
        if (!TryDateText(space < 0 ? rest : rest[..space], out var days)) return false;
        if (space >= 0 && !TryTimeText(rest[(space + 1)..], out nsOfDay)) return false;
        var instant = ((Int128)days * CivilTime.NsPerDay) + nsOfDay;
        if (instant < long.MinValue || instant > long.MaxValue) return false;
        ns = (long)instant;
        return true;
    }

    /// <summary><c>2020-08-08</c>, leading zeros optional. Gives days since 1970-01-01.</summary>
    public static bool TryDate(string text, out long days) => TryDateText(text.AsSpan().Trim(), out days);

    /// <summary><c>01:02</c>, <c>01:02:03</c>, <c>01:02:03.123456789</c>. Gives nanoseconds since midnight.</summary>
    public static bool TryTime(string text, out long nsOfDay) => TryTimeText(text.AsSpan().Trim(), out nsOfDay);

    /// <summary>A number and a unit, as in <c>5m</c>, <c>2d</c> and <c>interval '1' week</c> (Timestream developer guide, Interval);
    /// seconds alone may have a fraction. Gives nanoseconds or months, and the interval's type.</summary>
    public static bool TryInterval(string number, string unit, out SqlType type, out long amount)
    {
        (type, amount) = (SqlType.IntervalDayToSecond, 0);
        var style = NumberStyles.AllowLeadingSign | (IsSecond(unit) ? NumberStyles.AllowDecimalPoint : NumberStyles.None);
        if (!decimal.TryParse(number, style, CultureInfo.InvariantCulture, out var count)
            || UnitSize(unit) is not var (size, isMonths))
            return false;
        if (isMonths) type = SqlType.IntervalYearToMonth;
        if (Math.Abs(count) > long.MaxValue / size) return false;
        var exact = count * size;
        if (exact != decimal.Truncate(exact)) return false;
        amount = (long)exact;
        return true;
    }

    /// <summary>A number as Java reads it: white space around, <c>NaN</c>, <c>Infinity</c>, and a suffix <c>d</c> or <c>f</c> are
    /// accepted.</summary>
    public static bool TryDouble(string text, out double value)
    {
        var rest = text.AsSpan().Trim();
        var unsigned = rest.Length > 0 && rest[0] is '+' or '-' ? rest[1..] : rest;
        value = unsigned is "NaN" ? double.NaN : unsigned is "Infinity" ? double.PositiveInfinity : 0;
        if (value != 0)
        {
            if (rest[0] == '-') value = -value;
            return true;
        }
        if (unsigned.Length > 1 && unsigned[^1] is 'd' or 'D' or 'f' or 'F') rest = rest[..^1];
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return unsigned.Length > 0 && (char.IsAsciiDigit(unsigned[0]) || unsigned[0] == '.')
            && double.TryParse(rest, style, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>A whole number, with a sign or without, and nothing else.</summary>
    public static bool TryBigInt(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool IsSecond(string unit) =>
        unit.Equals("s", StringComparison.OrdinalIgnoreCase) || unit.Equals("second", StringComparison.OrdinalIgnoreCase);

    private static (long Size, bool IsMonths)? UnitSize(string unit) => unit.ToLowerInvariant() switch
    {
        "ns" or "nanosecond" => (1, false),
        "us" or "microsecond" => (CivilTime.NsPerMicrosecond, false),
        "ms" or "millisecond" => (CivilTime.NsPerMillisecond, false),
        "s" or "second" => (CivilTime.NsPerSecond, false),
        "m" or "minute" => (CivilTime.NsPerMinute, false),
        "h" or "hour" => (CivilTime.NsPerHour, false),
        "d" or "day" => (CivilTime.NsPerDay, false),
        "week" => (7 * CivilTime.NsPerDay, false),
        "month" => (1, true),
        "y" or "year" => (12, true),
        _ => null,
    };

    private static bool TryDateText(ReadOnlySpan<char> text, out long days)
    {
        days = 0;
        var cursor = new DigitCursor(text);
        if (!cursor.Number(4, 4, out var year) || !cursor.Char('-') || !cursor.Number(1, 2, out var month) || !cursor.Char('-')
            || !cursor.Number(1, 2, out var day) || !cursor.AtEnd)
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        days = CivilTime.DaysOf(new DateOnly(year, month, day));
        return true;
    }

    private static bool TryTimeText(ReadOnlySpan<char> text, out long nsOfDay)
    {
        nsOfDay = 0;
        var cursor = new DigitCursor(text);
        int second = 0, fraction = 0;
        if (!cursor.Number(1, 2, out var hour) || !cursor.Char(':') || !cursor.Number(1, 2, out var minute)) return false;
        if (cursor.Char(':') && !cursor.Number(1, 2, out second)) return false;
        if (cursor.Char('.') && !cursor.Fraction(out fraction)) return false;
        if (!cursor.AtEnd || hour > 23 || minute > 59 || second > 59) return false;
        nsOfDay = (hour * CivilTime.NsPerHour) + (minute * CivilTime.NsPerMinute) + (second * CivilTime.NsPerSecond) + fraction;
        return true;
    }
}
