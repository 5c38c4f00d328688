using System.Text;

namespace AirQuality.TimestreamLocal.Sql.Functions.Dates;

/// <summary>The formats of <c>format_datetime</c> and <c>parse_datetime</c>: the letters of Joda-Time's DateTimeFormat.</summary>
internal static class JodaFormat
{
    /// <summary>Compiles a format.</summary>
    public static DateTimeFormat Compile(string format) => FormatCache.Joda.Get(format);

    /// <summary>Compiles a format without a cache.</summary>
    public static DateTimeFormat Parse(string format)
    {
        var tokens = new List<FormatToken>();
        for (var i = 0; i < format.Length;)
        {
            if (char.IsAsciiLetter(format[i]))
            {
                var start = i;
                while (i < format.Length && format[i] == format[start]) i++;
                tokens.Add(Symbol(format[start], i - start));
            }
            else
            {
                tokens.Add(new FormatToken(DateTimeField.Literal, 0, Literal(format, ref i)));
            }
        }
        return tokens.Count > 0 ? new DateTimeFormat([.. tokens]) : throw new SqlException("Invalid pattern specification");
    }

    private static FormatToken Symbol(char letter, int count) => letter switch
    {
        'G' => new(DateTimeField.Era, 0),
        'C' => new(DateTimeField.Century, count),
        'Y' or 'y' => count == 2 ? new(DateTimeField.ShortYear, 2) : new(DateTimeField.Year, count),
        'x' => new(DateTimeField.WeekYear, count),
        'w' => new(DateTimeField.Week, count),
        'e' => new(DateTimeField.DayOfWeek, count),
        'E' => new(count >= 4 ? DateTimeField.LongDayName : DateTimeField.ShortDayName, 0),
        'D' => new(DateTimeField.DayOfYear, count),
        'M' when count >= 4 => new(DateTimeField.LongMonthName, 0),
        'M' when count == 3 => new(DateTimeField.ShortMonthName, 0),
        'M' => new(DateTimeField.Month, count),
        'd' => new(DateTimeField.Day, count),
        'a' => new(DateTimeField.HalfDay, 0),
        'K' => new(DateTimeField.HourOfHalfDay, count),
        'h' => new(DateTimeField.ClockHourOfHalfDay, count),
        'H' => new(DateTimeField.Hour, count),
        'k' => new(DateTimeField.ClockHour, count),
        'm' => new(DateTimeField.Minute, count),
        's' => new(DateTimeField.Second, count),
        'S' => new(DateTimeField.Fraction, count),
        'z' => new(DateTimeField.Zone, count),
        'Z' => new(count >= 3 ? DateTimeField.Zone : DateTimeField.Offset, count),
        _ => throw new SqlException($"Illegal pattern component: {new string(letter, count)}"),
    };

    // Two quotes stand for one; a quote opens or closes a run in which letters are text.
    private static string Literal(string format, ref int i)
    {
        var text = new StringBuilder();
        var quoted = false;
        for (; i < format.Length; i++)
        {
            if (format[i] == '\'')
            {
                if (i + 1 < format.Length && format[i + 1] == '\'') text.Append(format[i++]);
                else quoted = !quoted;
            }
            else if (!quoted && char.IsAsciiLetter(format[i]))
            {
                break;
            }
            else
            {
                text.Append(format[i]);
            }
        }
        return text.ToString();
    }
}
