using System.Text;

namespace AirQuality.TimestreamLocal.Sql.Functions.Dates;

/// <summary>The formats of <c>date_format</c> and <c>date_parse</c>: MySQL's specifiers, as engines of the Presto family take
/// them.</summary>
internal static class MySqlFormat
{
    private static readonly FormatToken[] TwelveHourTime =
    [
        new(DateTimeField.ClockHourOfHalfDay, 2), new(DateTimeField.Literal, 0, ":"), new(DateTimeField.Minute, 2),
        new(DateTimeField.Literal, 0, ":"), new(DateTimeField.Second, 2), new(DateTimeField.Literal, 0, " "), new(DateTimeField.HalfDay, 0),
    ];

    private static readonly FormatToken[] Time =
    [
        new(DateTimeField.Hour, 2), new(DateTimeField.Literal, 0, ":"), new(DateTimeField.Minute, 2),
        new(DateTimeField.Literal, 0, ":"), new(DateTimeField.Second, 2),
    ];

    /// <summary>Compiles a format; an unknown specifier stands for its own letter.</summary>
    public static DateTimeFormat Compile(string format) => FormatCache.MySql.Get(format);

    /// <summary>Compiles a format without a cache.</summary>
    public static DateTimeFormat Parse(string format)
    {
        var tokens = new List<FormatToken>();
        var literal = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            var tokensOfSymbol = format[i] == '%' && ++i < format.Length ? Specifier(format[i]) : [];
            if (tokensOfSymbol.Length == 0 && i < format.Length) literal.Append(format[i]);
            if (tokensOfSymbol.Length == 0) continue;
            Flush();
            tokens.AddRange(tokensOfSymbol);
        }
        Flush();
        return new DateTimeFormat([.. tokens]);

        void Flush()
        {
            if (literal.Length > 0) tokens.Add(new FormatToken(DateTimeField.Literal, 0, literal.ToString()));
            literal.Clear();
        }
    }

    private static FormatToken[] Specifier(char symbol) => symbol switch
    {
        'a' => [new(DateTimeField.ShortDayName, 0)],
        'b' => [new(DateTimeField.ShortMonthName, 0)],
        'c' => [new(DateTimeField.Month, 1)],
        'd' => [new(DateTimeField.Day, 2)],
        'e' => [new(DateTimeField.Day, 1)],
        'f' => [new(DateTimeField.Fraction, 6)],
        'H' => [new(DateTimeField.Hour, 2)],
        'h' or 'I' => [new(DateTimeField.ClockHourOfHalfDay, 2)],
        'i' => [new(DateTimeField.Minute, 2)],
        'j' => [new(DateTimeField.DayOfYear, 3)],
        'k' => [new(DateTimeField.Hour, 1)],
        'l' => [new(DateTimeField.ClockHourOfHalfDay, 1)],
        'M' => [new(DateTimeField.LongMonthName, 0)],
        'm' => [new(DateTimeField.Month, 2)],
        'p' => [new(DateTimeField.HalfDay, 0)],
        'r' => TwelveHourTime,
        'S' or 's' => [new(DateTimeField.Second, 2)],
        'T' => Time,
        'v' => [new(DateTimeField.Week, 2)],
        'W' => [new(DateTimeField.LongDayName, 0)],
        'x' => [new(DateTimeField.WeekYear, 4)],
        'Y' => [new(DateTimeField.Year, 4)],
        'y' => [new(DateTimeField.ShortYear, 2)],
        'w' or 'U' or 'u' or 'V' or 'X' or 'D' => throw new SqlException($"%{symbol} not supported in date format string"),
        _ => [],
    };
}
