namespace AirQuality.Core.Feed;

/// <summary>
/// The feed's timestamps: <c>YYYY-MM-DD HH:MM:SS</c>, with a T or a space, with or without a fraction and a final Z. They carry no zone
/// and are UTC, whatever the host's zone is.
/// </summary>
internal static class FeedTime
{
    /// <summary>2262-04-11T23:47:16.854Z, the last millisecond that fits 64-bit nanoseconds (Timestream developer guide, Data types).</summary>
    public const long LastMs = long.MaxValue / 1_000_000;

    private const int DateAndTimeLength = 19;

    /// <summary>Reads a timestamp. False when it is no date and time; true with a time outside 1970…2262 is for the caller to refuse.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long ms)
    {
        ms = 0;
        if (text.Length > 0 && (text[^1] | 0x20) == 'z')
            text = text[..^1];
        if (text.Length < DateAndTimeLength || !TryParseFraction(text[DateAndTimeLength..], out var fractionMs))
            return false;
        if (text[4] != '-' || text[7] != '-' || (text[10] | 0x20) is not ('t' or ' ') || text[13] != ':' || text[16] != ':')
            return false;

        var year = Number(text[..4]);
        var month = Number(text[5..7]);
        var day = Number(text[8..10]);
        var hour = Number(text[11..13]);
        var minute = Number(text[14..16]);
        var second = Number(text[17..19]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || !IsSecond(second, hour, minute))
            return false;

        var minuteStart = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc) - DateTime.UnixEpoch;
        ms = minuteStart.Ticks / TimeSpan.TicksPerMillisecond + second * 1_000L + fractionMs;
        return true;
    }

    // A leap second has no number of its own since 1970; like POSIX, it counts as the second after it.
    private static bool IsSecond(int second, int hour, int minute) =>
        second is >= 0 and <= 59 || (second == 60 && hour == 23 && minute == 59);

    private static bool TryParseFraction(ReadOnlySpan<byte> text, out int ms)
    {
        ms = 0;
        if (text.IsEmpty)
            return true;
        if (text[0] != '.' || text.Length < 2 || text[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;

        for (var i = 1; i <= 3; i++)
            ms = ms * 10 + (i < text.Length ? text[i] - '0' : 0);
        return true;
    }

    // −1 when a character is no digit.
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var c in digits)
        {
            if (c is < (byte)'0' or > (byte)'9')
                return -1;
            number = number * 10 + (c - '0');
        }

        return number;
    }
}
