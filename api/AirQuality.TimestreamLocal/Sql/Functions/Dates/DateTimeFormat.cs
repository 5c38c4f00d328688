using System.Globalization;
using System.Text;
using AirQuality.TimestreamLocal.Sql.Functions.Values;

namespace AirQuality.TimestreamLocal.Sql.Functions.Dates;

/// <summary>A compiled format: writes instants, and reads them (<see cref="DateTimeReader"/>).</summary>
internal sealed class DateTimeFormat(FormatToken[] tokens)
{
    /// <summary>An instant in this format, to the millisecond (Timestream developer guide, Formatting and parsing).</summary>
    public string Write(long ns)
    {
        var date = CivilTime.DateOf(CivilTime.DaysOf(ns));
        var nsOfDay = CivilTime.NsOfDay(ns);
        var text = new StringBuilder();
        foreach (var token in tokens) Write(text, token, date, nsOfDay);
        return text.ToString();
    }

    /// <summary>The instant that a text in this format names.</summary>
    /// <exception cref="SqlException">The text does not follow the format.</exception>
    public long Read(string text) => new DateTimeReader(text).Read(tokens);

    private static void Write(StringBuilder text, FormatToken token, DateOnly date, long nsOfDay)
    {
        var names = CultureInfo.InvariantCulture.DateTimeFormat;
        _ = token.Field switch
        {
            DateTimeField.Literal => text.Append(token.Text),
            DateTimeField.Era => text.Append("AD"),
            DateTimeField.ShortDayName => text.Append(names.GetAbbreviatedDayName(date.DayOfWeek)),
            DateTimeField.LongDayName => text.Append(names.GetDayName(date.DayOfWeek)),
            DateTimeField.ShortMonthName => text.Append(names.GetAbbreviatedMonthName(date.Month)),
            DateTimeField.LongMonthName => text.Append(names.GetMonthName(date.Month)),
            DateTimeField.HalfDay => text.Append(nsOfDay < 12 * CivilTime.NsPerHour ? "AM" : "PM"),
            DateTimeField.Fraction => text.Append(Fraction(nsOfDay, token.Width)),
            DateTimeField.Zone => text.Append("UTC"),
            DateTimeField.Offset => text.Append(token.Width == 1 ? "+0000" : "+00:00"),
            _ => text.Append(Number(token.Field, date, nsOfDay).ToString(CultureInfo.InvariantCulture).PadLeft(token.Width, '0')),
        };
    }

    private static long Number(DateTimeField field, DateOnly date, long nsOfDay)
    {
        var hour = nsOfDay / CivilTime.NsPerHour;
        return field switch
        {
            DateTimeField.Century => date.Year / 100,
            DateTimeField.Year => date.Year,
            DateTimeField.ShortYear => date.Year % 100,
            DateTimeField.WeekYear => ExtractFunctions.IsoYear(date),
            DateTimeField.Week => ExtractFunctions.IsoWeek(date),
            DateTimeField.DayOfWeek => ExtractFunctions.DayOfWeek(date),
            DateTimeField.DayOfYear => date.DayOfYear,
            DateTimeField.Month => date.Month,
            DateTimeField.Day => date.Day,
            DateTimeField.Hour => hour,
            DateTimeField.ClockHour => hour == 0 ? 24 : hour,
            DateTimeField.HourOfHalfDay => hour % 12,
            DateTimeField.ClockHourOfHalfDay => hour % 12 == 0 ? 12 : hour % 12,
            DateTimeField.Minute => nsOfDay / CivilTime.NsPerMinute % 60,
            _ => nsOfDay / CivilTime.NsPerSecond % 60,
        };
    }

    private static string Fraction(long nsOfDay, int digits)
    {
        var milliseconds = (nsOfDay / CivilTime.NsPerMillisecond % 1000).ToString("D3", CultureInfo.InvariantCulture);
        return digits <= 3 ? milliseconds[..digits] : milliseconds.PadRight(digits, '0');
    }
}
