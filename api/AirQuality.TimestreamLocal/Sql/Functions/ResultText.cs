using System.Globalization;
using System.Text;
using AirQuality.TimestreamLocal.Sql.Functions.Values;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Scalars as the Query API prints them (Timestream developer guide, Supported data types), which is also their text in a
/// CAST.</summary>
internal static class ResultText
{
    private const int DateLength = 10;
    private const int TimeLength = 18;
    private const int LongestDouble = 32;

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
    public static string Timestamp(long ns)
    {
        Span<byte> text = stackalloc byte[DateLength + 1 + TimeLength];
        WriteTimestamp(ns, text);
        return Encoding.ASCII.GetString(text);
    }

    /// <summary>Writes the text of <see cref="Timestamp"/> as UTF-8; gives its length.</summary>
    public static int WriteTimestamp(long ns, Span<byte> text)
    {
        WriteDate(text, CivilTime.DateOf(CivilTime.DaysOf(ns)));
        text[DateLength] = (byte)' ';
        WriteTime(text[(DateLength + 1)..], CivilTime.NsOfDay(ns));
        return DateLength + 1 + TimeLength;
    }

    /// <summary><c>2020-08-08</c>.</summary>
    public static string Date(long days)
    {
        Span<byte> text = stackalloc byte[DateLength];
        WriteDate(text, CivilTime.DateOf(days));
        return Encoding.ASCII.GetString(text);
    }

    /// <summary><c>01:00:00.000000000</c>.</summary>
    public static string Time(long nsOfDay)
    {
        Span<byte> text = stackalloc byte[TimeLength];
        WriteTime(text, nsOfDay);
        return Encoding.ASCII.GetString(text);
    }

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

    /// <summary>Writes the text of <see cref="Double"/> as UTF-8, at most 32 bytes; gives its length.</summary>
    public static int Write(double value, Span<byte> text)
    {
        if (!IsWrittenOut(value))
            return Encoding.ASCII.GetBytes(Double(value), text);
        var length = WriteThousandths(value, text);
        if (length > 0) return length;
        value.TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
        if (text[..length].Contains((byte)'.')) return length;
        ".0"u8.CopyTo(text[length..]);
        return length + 2;
    }

    /// <summary>A double as Java prints it: <c>35.0</c>, <c>1.6554878837710001E9</c>, <c>NaN</c>, <c>-Infinity</c>.</summary>
    public static string Double(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "Infinity" : "-Infinity";
        if (IsWrittenOut(value))
        {
            Span<byte> text = stackalloc byte[LongestDouble];
            return Encoding.ASCII.GetString(text[..Write(value, text)]);
        }

        var shortest = value.ToString("R", CultureInfo.InvariantCulture);

        // Where one digit is enough, Java still looks for the nearest with two, which differs for the smallest numbers (4.9E-324).
        var isOneDigit = shortest.AsSpan().TrimStart('-')[1] == 'E';
        return Scientific(isOneDigit ? value.ToString("E1", CultureInfo.InvariantCulture) : shortest);
    }

    /// <summary>The text of a double that a whole number of thousandths names, as nearly every measured value is; 0 for others. Such a text has
    /// at most ten digits, and no two texts of so few name the same double, so that there is no shorter one to look for.</summary>
    private static int WriteThousandths(double value, Span<byte> text)
    {
        var thousandths = Math.Round(value * 1000, MidpointRounding.ToEven);
        if (thousandths / 1000 != value || value == 0) return 0;
        var (whole, fraction) = Math.DivRem((ulong)Math.Abs(thousandths), 1000);
        var length = 0;
        if (value < 0) text[length++] = (byte)'-';
        whole.TryFormat(text[length..], out var digits, default, CultureInfo.InvariantCulture);
        length += digits;
        text[length++] = (byte)'.';
        WriteNumber(text.Slice(length, 3), (uint)fraction);
        return length + (fraction % 10 > 0 ? 3 : fraction % 100 > 0 ? 2 : 1);
    }

    /// <summary>Whether Java prints a double without an exponent.</summary>
    private static bool IsWrittenOut(double value) => value == 0 || Math.Abs(value) is >= 1e-3 and < 1e7;

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

    private static void WriteDate(Span<byte> text, DateOnly date)
    {
        WriteNumber(text[..4], (uint)date.Year);
        text[4] = (byte)'-';
        WriteNumber(text[5..7], (uint)date.Month);
        text[7] = (byte)'-';
        WriteNumber(text[8..10], (uint)date.Day);
    }

    private static void WriteTime(Span<byte> text, long nsOfDay)
    {
        var (seconds, ns) = Math.DivRem((ulong)nsOfDay, (ulong)CivilTime.NsPerSecond);
        WriteNumber(text[..2], (uint)seconds / 3600);
        text[2] = (byte)':';
        WriteNumber(text[3..5], (uint)seconds / 60 % 60);
        text[5] = (byte)':';
        WriteNumber(text[6..8], (uint)seconds % 60);
        text[8] = (byte)'.';
        WriteNumber(text[9..18], (uint)ns);
    }

    private static void WriteNumber(Span<byte> text, uint value)
    {
        for (var i = text.Length - 1; i >= 0; i--, value /= 10) text[i] = (byte)('0' + (value % 10));
    }
}
