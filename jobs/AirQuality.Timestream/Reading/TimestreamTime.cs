using System.Globalization;

namespace AirQuality.Timestream.Reading;

/// <summary>Timestamps as Timestream prints them: <c>2020-08-08 01:00:00.000000000</c>, UTC, nine digits of a second.</summary>
public static class TimestreamTime
{
    private const int WholeSeconds = 19;
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>Milliseconds since 1970-01-01 UTC; what is finer is cut off.</summary>
    /// <exception cref="FormatException">The text is no timestamp.</exception>
    public static long ToMs(ReadOnlySpan<char> text)
    {
        if (text.Length < WholeSeconds
            || !DateTime.TryParseExact(text[..WholeSeconds], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, Utc, out var second))
            throw new FormatException($"'{text}' is no timestamp of Timestream's.");
        return new DateTimeOffset(second).ToUnixTimeMilliseconds() + Milliseconds(text[WholeSeconds..]);
    }

    private static long Milliseconds(ReadOnlySpan<char> fraction)
    {
        if (fraction.IsEmpty)
            return 0;
        if (fraction is not ['.', .. { Length: > 0 and <= 9 } digits] || digits.ContainsAnyExceptInRange('0', '9'))
            throw new FormatException($"'{fraction}' is no fraction of a second.");
        Span<char> three = ['0', '0', '0'];
        digits[..Math.Min(3, digits.Length)].CopyTo(three);
        return long.Parse(three, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
