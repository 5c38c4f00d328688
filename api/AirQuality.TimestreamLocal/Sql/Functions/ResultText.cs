using System.Globalization;
using AirQuality.TimestreamLocal.Sql.Functions.Values;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Scalars as the Query API prints them (Timestream developer guide, Supported data types), which is also their text in a
/// CAST.</summary>
internal static class ResultText
{
    /// <summary>A value's text; <paramref name="value"/> is boxed as vectors box it, and not null.</summary>
    public static string Format(SqlType type, object value) => value switch
    {
        string text => text,
        double number => Double(number),
        bool flag => Boolean(flag),
        long number => Int64(type)(number),
        _ => throw new ArgumentException($"Not a scalar: {type}", nameof(value)),
    };

    /// <summary>How values of a type that is a 64-bit integer inside are printed.</summary>
    public static Func<long, string> Int64(SqlType type) => ((ScalarType)type).Kind switch
    {
        ScalarKind.Timestamp => Timestamp,
        ScalarKind.Date => Date,
        ScalarKind.Time => Time,
        ScalarKind.IntervalDayToSecond => DayInterval,
        ScalarKind.IntervalYearToMonth => MonthInterval,
        _ => number => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static string Boolean(bool value) => value ? "true" : "false";

    /// <summary><c>2020-08-08 01:00:00.000000000</c>.</summary>
    public static string Timestamp(long ns) => string.Create(29, ns, static (text, ns) =>
    {
        WriteDate(text, CivilTime.DateOf(CivilTime.DaysOf(ns)));
        text[10] = ' ';
        WriteTime(text[11..], CivilTime.NsOfDay(ns));
    });

    /// <summary><c>2020-08-08</c>.</summary>
    public static string Date(long days) => string.Create(10, days, static (text, days) => WriteDate(text, CivilTime.DateOf(days)));

    /// <summary><c>01:00:00.000000000</c>.</summary>
    public static string Time(long nsOfDay) => string.Create(18, nsOfDay, static (text, nsOfDay) => WriteTime(text, nsOfDay));

    /// <summary><c>1 21:00:00.000000000</c>; the sign stands before the days (<c>-0 00:05:00.000000000</c>).</summary>
    public static string DayInterval(long ns)
    {
        var size = (UInt128)Int128.Abs(ns);
        var days = (ulong)(size / CivilTime.NsPerDay);
        return string.Create(CultureInfo.InvariantCulture, $"{(ns < 0 ? "-" : "")}{days} {Time((long)(size % CivilTime.NsPerDay))}");
    }

    /// <summary><c>2-7</c> for two years and seven months; the sign stands before the years.</summary>
    public static string MonthInterval(long months)
    {
        var (years, rest) = Math.DivRem(Math.Abs(months), 12);
        return string.Create(CultureInfo.InvariantCulture, $"{(months < 0 ? "-" : "")}{years}-{rest}");
    }

    /// <summary>A double as Java prints it: <c>35.0</c>, <c>1.6554878837710001E9</c>, <c>NaN</c>, <c>-Infinity</c>.</summary>
    public static string Double(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "Infinity" : "-Infinity";
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (value == 0 || Math.Abs(value) is >= 1e-3 and < 1e7)
            return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
        // Where one digit is enough, Java still looks for the nearest with two, which differs for the smallest numbers (4.9E-324).
        var isOneDigit = shortest.AsSpan().TrimStart('-')[1] == 'E';
        return Scientific(isOneDigit ? value.ToString("E1", CultureInfo.InvariantCulture) : shortest);
    }

    private static string Scientific(string shortest)
    {
        var sign = shortest[0] == '-' ? "-" : "";
        var mantissaEnd = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = mantissaEnd < 0 ? 0 : int.Parse(shortest.AsSpan(mantissaEnd + 1), CultureInfo.InvariantCulture);
        var mantissa = shortest.AsSpan(sign.Length, (mantissaEnd < 0 ? shortest.Length : mantissaEnd) - sign.Length);
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var digits = point < 0 ? mantissa.ToString() : string.Concat(whole, mantissa[(point + 1)..]);
        var leadingZeros = digits.Length - digits.AsSpan().TrimStart('0').Length;
        var significant = digits.AsSpan(leadingZeros).TrimEnd('0');
        var fraction = significant.Length > 1 ? significant[1..] : "0";
        return string.Create(
            CultureInfo.InvariantCulture, $"{sign}{significant[0]}.{fraction}E{exponent + whole.Length - 1 - leadingZeros}");
    }

    private static void WriteDate(Span<char> text, DateOnly date)
    {
        WriteNumber(text[..4], date.Year);
        text[4] = '-';
        WriteNumber(text[5..7], date.Month);
        text[7] = '-';
        WriteNumber(text[8..10], date.Day);
    }

    private static void WriteTime(Span<char> text, long nsOfDay)
    {
        WriteNumber(text[..2], nsOfDay / CivilTime.NsPerHour);
        text[2] = ':';
        WriteNumber(text[3..5], nsOfDay / CivilTime.NsPerMinute % 60);
        text[5] = ':';
        WriteNumber(text[6..8], nsOfDay / CivilTime.NsPerSecond % 60);
        text[8] = '.';
        WriteNumber(text[9..18], nsOfDay % CivilTime.NsPerSecond);
    }

    private static void WriteNumber(Span<char> text, long value)
    {
        for (var i = text.Length - 1; i >= 0; i--, value /= 10) text[i] = (char)('0' + (value % 10));
    }
}
