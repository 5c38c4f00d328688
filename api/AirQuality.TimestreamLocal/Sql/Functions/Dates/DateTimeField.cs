namespace AirQuality.TimestreamLocal.Sql.Functions.Dates;

/// <summary>What a format's symbol stands for.</summary>
internal enum DateTimeField
{
    /// <summary>The text itself.</summary>
    Literal,

    /// <summary>AD or BC.</summary>
    Era,

    /// <summary>The year's hundreds.</summary>
    Century,

    /// <summary>The year.</summary>
    Year,

    /// <summary>The year's last two digits; read as 1970 to 2069.</summary>
    ShortYear,

    /// <summary>The year of the ISO week.</summary>
    WeekYear,

    /// <summary>The ISO week.</summary>
    Week,

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    DayOfWeek,

    /// <summary>Mon.</summary>
    ShortDayName,

    /// <summary>Monday.</summary>
    LongDayName,

    /// <summary>1 to 366.</summary>
    DayOfYear,

    /// <summary>1 to 12.</summary>
    Month,

    /// <summary>Jan.</summary>
    ShortMonthName,

    /// <summary>January.</summary>
    LongMonthName,

    /// <summary>1 to 31.</summary>
    Day,

    /// <summary>AM or PM.</summary>
    HalfDay,

    /// <summary>0 to 23.</summary>
    Hour,

    /// <summary>1 to 24.</summary>
    ClockHour,

    /// <summary>0 to 11.</summary>
    HourOfHalfDay,

    /// <summary>1 to 12.</summary>
    ClockHourOfHalfDay,

    /// <summary>0 to 59.</summary>
    Minute,

    /// <summary>0 to 59.</summary>
    Second,

    /// <summary>Digits after the decimal point, of which three are kept.</summary>
    Fraction,

    /// <summary>The offset from UTC: <c>+0000</c>, with two letters <c>+00:00</c>.</summary>
    Offset,

    /// <summary>The zone's name, always UTC.</summary>
    Zone,
}

/// <summary>One symbol of a format.</summary>
/// <param name="Field">What it stands for.</param>
/// <param name="Width">The least digits to write; for a fraction, how many.</param>
/// <param name="Text">The text of a literal.</param>
internal readonly record struct FormatToken(DateTimeField Field, int Width, string Text = "");
