using System.Globalization;
using AirQuality.TimestreamLocal.Sql.Functions.Values;

namespace AirQuality.TimestreamLocal.Sql.Functions.Dates;

/// <summary>Reads one text by the tokens of a format. What the text does not say is that of 1970-01-01 00:00:00.</summary>
internal sealed class DateTimeReader(string text)
{
    private readonly Dictionary<DateTimeField, int> _fields = [];
    private int _at;

    /// <summary>The instant.</summary>
    /// <exception cref="SqlException">The text does not follow the format, or names no date.</exception>
    public long Read(FormatToken[] tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
            if (!TryRead(tokens[i], NextIsNumber(tokens, i))) throw Malformed();
        return _at == text.Length ? CivilTime.Instant(Date(), TimeNs()) : throw Malformed();
    }

    private bool TryRead(FormatToken token, bool exactWidth)
    {
        var names = CultureInfo.InvariantCulture.DateTimeFormat;
        return token.Field switch
        {
            DateTimeField.Literal => TryLiteral(token.Text),
            DateTimeField.Era => TryLiteral("AD"),
            DateTimeField.ShortDayName or DateTimeField.LongDayName =>
                TryName(DateTimeField.LongDayName, names.DayNames, names.AbbreviatedDayNames),
            DateTimeField.ShortMonthName or DateTimeField.LongMonthName => TryMonthName(names),
            DateTimeField.HalfDay => TryName(DateTimeField.HalfDay, ["AM", "PM"], ["AM", "PM"]),
            DateTimeField.Fraction => TryFraction(),
            DateTimeField.Zone => TryLiteral("UTC") || TryLiteral("Z"),
            DateTimeField.Offset => TryOffset(),
            _ => TryNumber(token, exactWidth),
        };
    }

    private static bool NextIsNumber(FormatToken[] tokens, int at) =>
        at + 1 < tokens.Length && tokens[at + 1].Field is not (DateTimeField.Literal or DateTimeField.Era or DateTimeField.ShortDayName
            or DateTimeField.LongDayName or DateTimeField.ShortMonthName or DateTimeField.LongMonthName or DateTimeField.HalfDay
            or DateTimeField.Zone or DateTimeField.Offset);

    private bool TryLiteral(string literal)
    {
        if (string.Compare(text, _at, literal, 0, literal.Length, StringComparison.OrdinalIgnoreCase) != 0) return false;
        _at += literal.Length;
        return true;
    }

    private bool TryName(DateTimeField field, string[] names, string[] shortNames)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0 || !(TryLiteral(names[i]) || TryLiteral(shortNames[i]))) continue;
            _fields[field] = i;
            return true;
        }
        return false;
    }

    private bool TryMonthName(DateTimeFormatInfo names)
    {
        if (!TryName(DateTimeField.Month, names.MonthNames, names.AbbreviatedMonthNames)) return false;
        _fields[DateTimeField.Month]++;
        return true;
    }

    // A number takes the digits it finds up to its field's size; side by side with another number, only its own width.
    private bool TryNumber(FormatToken token, bool exactWidth)
    {
        var most = token.Field switch
        {
            DateTimeField.Year or DateTimeField.WeekYear => 9,
            DateTimeField.DayOfYear => 3,
            DateTimeField.DayOfWeek => 1,
            _ => 2,
        };
        var cursor = new DigitCursor(text.AsSpan(_at));
        if (!cursor.Number(1, exactWidth ? Math.Max(token.Width, 1) : most, out var value)) return false;
        _at = text.Length - cursor.Rest.Length;
        if (token.Field == DateTimeField.ShortYear) _fields[DateTimeField.Year] = value < 70 ? 2000 + value : 1900 + value;
        else _fields[token.Field] = value;
        return true;
    }

    private bool TryFraction()
    {
        var cursor = new DigitCursor(text.AsSpan(_at));
        if (!cursor.Fraction(out var nanoseconds)) return false;
        _at = text.Length - cursor.Rest.Length;
        _fields[DateTimeField.Fraction] = nanoseconds / (int)CivilTime.NsPerMillisecond;
        return true;
    }

    private bool TryOffset()
    {
        if (TryLiteral("Z")) return true;
        if (_at >= text.Length || text[_at] is not ('+' or '-')) return false;
        var cursor = new DigitCursor(text.AsSpan(_at + 1));
        if (!cursor.Number(2, 2, out var hours)) return false;
        cursor.Char(':');
        if (!cursor.Number(2, 2, out var minutes)) return false;
        var size = (hours * 60) + minutes;
        _fields[DateTimeField.Offset] = text[_at] == '-' ? -size : size;
        _at = text.Length - cursor.Rest.Length;
        return true;
    }

    private long Date()
    {
        if (_fields.ContainsKey(DateTimeField.Week) || _fields.ContainsKey(DateTimeField.WeekYear)) return WeekDate();
        var year = Field(DateTimeField.Year, "year", 1, 9999, 1970);
        if (_fields.ContainsKey(DateTimeField.DayOfYear))
        {
            var length = DateTime.IsLeapYear(year) ? 366 : 365;
            return CivilTime.DaysOf(new DateOnly(year, 1, 1)) + Field(DateTimeField.DayOfYear, "dayOfYear", 1, length, 1) - 1;
        }
        var month = Field(DateTimeField.Month, "monthOfYear", 1, 12, 1);
        var day = Field(DateTimeField.Day, "dayOfMonth", 1, DateTime.DaysInMonth(year, month), 1);
        return CivilTime.DaysOf(new DateOnly(year, month, day));
    }

    private long WeekDate()
    {
        var year = Field(DateTimeField.WeekYear, "weekyear", 1, 9998, 1970);
        var week = Field(DateTimeField.Week, "weekOfWeekyear", 1, ISOWeek.GetWeeksInYear(year), 1);
        var day = Field(DateTimeField.DayOfWeek, "dayOfWeek", 1, 7, 1);
        if (_fields.TryGetValue(DateTimeField.LongDayName, out var named)) day = named == 0 ? 7 : named;
        return CivilTime.DaysOf(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday))) + day - 1;
    }

    private long TimeNs()
    {
        var hour = _fields.ContainsKey(DateTimeField.Hour) ? Field(DateTimeField.Hour, "hourOfDay", 0, 23, 0)
            : _fields.ContainsKey(DateTimeField.ClockHour) ? Field(DateTimeField.ClockHour, "clockhourOfDay", 1, 24, 24) % 24
            : HourOfHalfDay() + (_fields.GetValueOrDefault(DateTimeField.HalfDay) * 12);
        var minute = Field(DateTimeField.Minute, "minuteOfHour", 0, 59, 0) - _fields.GetValueOrDefault(DateTimeField.Offset);
        var second = Field(DateTimeField.Second, "secondOfMinute", 0, 59, 0);
        return (hour * CivilTime.NsPerHour) + (minute * CivilTime.NsPerMinute) + (second * CivilTime.NsPerSecond)
            + (_fields.GetValueOrDefault(DateTimeField.Fraction) * CivilTime.NsPerMillisecond);
    }

    private int HourOfHalfDay() => _fields.ContainsKey(DateTimeField.ClockHourOfHalfDay)
        ? Field(DateTimeField.ClockHourOfHalfDay, "clockhourOfHalfday", 1, 12, 12) % 12
        : Field(DateTimeField.HourOfHalfDay, "hourOfHalfday", 0, 11, 0);

    private int Field(DateTimeField field, string name, int least, int most, int otherwise)
    {
        var value = _fields.GetValueOrDefault(field, otherwise);
        return value >= least && value <= most
            ? value
            : throw new SqlException(FormattableString.Invariant(
                $"Cannot parse \"{text}\": Value {value} for {name} must be in the range [{least},{most}]"));
    }

    private SqlException Malformed() =>
        new(_at == 0 ? $"Invalid format: \"{text}\""
            : _at >= text.Length ? $"Invalid format: \"{text}\" is too short"
            : $"Invalid format: \"{text}\" is malformed at \"{text[_at..]}\"");
}
