namespace AirQuality.TimestreamLocal.Sql.Functions.Values;

/// <summary>The proleptic Gregorian calendar in UTC over days and nanoseconds since 1970-01-01; no leap seconds.</summary>
internal static class CivilTime
{
    /// <summary>Nanoseconds in a microsecond.</summary>
    public const long NsPerMicrosecond = 1_000;

    /// <summary>Nanoseconds in a millisecond.</summary>
    public const long NsPerMillisecond = 1_000_000;

    /// <summary>Nanoseconds in a second.</summary>
    public const long NsPerSecond = 1_000_000_000;

    /// <summary>Nanoseconds in a minute.</summary>
    public const long NsPerMinute = 60 * NsPerSecond;

    /// <summary>Nanoseconds in an hour.</summary>
    public const long NsPerHour = 60 * NsPerMinute;

    /// <summary>Nanoseconds in a day.</summary>
    public const long NsPerDay = 24 * NsPerHour;

    private const int EpochDayNumber = 719_162;

    /// <summary>The whole days of an instant, rounded down, so that instants before 1970 fall into their own day.</summary>
    public static long DaysOf(long ns) => FloorDivide(ns, NsPerDay);

    /// <summary>Nanoseconds since the midnight before an instant.</summary>
    public static long NsOfDay(long ns) => ns - (FloorDivide(ns, NsPerDay) * NsPerDay);

    /// <summary>The calendar date of a day.</summary>
    /// <exception cref="SqlException">The day is outside the years 1 to 9999.</exception>
    public static DateOnly DateOf(long days) =>
        days + EpochDayNumber is >= 0 and <= 3_652_058
            ? DateOnly.FromDayNumber((int)days + EpochDayNumber)
            : throw new SqlException(FormattableString.Invariant($"Date is out of range: day {days} since 1970-01-01"));

    /// <summary>The day of a calendar date.</summary>
    public static long DaysOf(DateOnly date) => date.DayNumber - EpochDayNumber;

    /// <summary>The instant of a time of a day.</summary>
    /// <exception cref="SqlException">The instant does not fit 64 bits: see <see cref="OutOfRange"/>.</exception>
    public static long Instant(long days, long nsOfDay)
    {
        var ns = ((Int128)days * NsPerDay) + nsOfDay;
        return ns >= long.MinValue && ns <= long.MaxValue ? (long)ns : throw OutOfRange();
    }

    /// <summary>An instant moved by nanoseconds.</summary>
    /// <exception cref="SqlException">The result does not fit 64 bits: see <see cref="OutOfRange"/>.</exception>
    public static long Move(long ns, long byNs)
    {
        var sum = unchecked(ns + byNs);
        return ((ns ^ sum) & (byNs ^ sum)) < 0 ? throw OutOfRange() : sum;
    }

    /// <summary>A day moved by months; the day of the month is cut to the new month's length.</summary>
    public static long MoveDaysByMonths(long days, long months)
    {
        var date = DateOf(days);
        var month = (date.Year * 12L) + date.Month - 1 + months;
        if (month is < 12 or >= 120_000) throw OutOfRange();
        return DaysOf(date.AddMonths((int)months));
    }

    /// <summary>An instant moved by months; the day of the month is cut to the new month's length.</summary>
    public static long MoveByMonths(long ns, long months) => Instant(MoveDaysByMonths(DaysOf(ns), months), NsOfDay(ns));

    /// <summary>Division that rounds down; the divisor must be positive.</summary>
    public static long FloorDivide(long value, long divisor)
    {
        var (quotient, remainder) = Math.DivRem(value, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The refusal of an instant outside the range of a query (Timestream developer guide, Supported data types).</summary>
    public static SqlException OutOfRange() => new(
        "Timestamp is out of range: a query's timestamps lie between 1677-09-21 00:12:43.145224192 and 2262-04-11 23:47:16.854775807");
}
