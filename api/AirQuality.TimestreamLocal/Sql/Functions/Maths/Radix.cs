using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Functions.Maths;

/// <summary>Whole numbers in bases from 2 to 36.</summary>
internal static class Radix
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Reads a number; letters of either case, a sign before it.</summary>
    public static long Parse(string text, long radix)
    {
        Check(radix);
        var signed = text.Length > 0 && text[0] is '-' or '+';
        Int128 value = 0;
        for (var i = signed ? 1 : 0; i < text.Length; i++)
        {
            var digit = Digits.IndexOf(char.ToLowerInvariant(text[i]), StringComparison.Ordinal);
            if (digit < 0 || digit >= radix) throw Refusal(text, radix);
            value = (value * radix) + digit;
            if (value > (Int128)long.MaxValue + 1) throw Refusal(text, radix);
        }
        if (signed && text[0] == '-') value = -value;
        return text.Length > (signed ? 1 : 0) && value <= long.MaxValue ? (long)value : throw Refusal(text, radix);
    }

    /// <summary>Writes a number in lower case.</summary>
    public static string Format(long value, long radix)
    {
        Check(radix);
        Span<char> text = stackalloc char[65];
        var start = text.Length;
        var rest = UInt128.CreateTruncating(Int128.Abs(value));
        do
        {
            text[--start] = Digits[(int)(rest % (UInt128)radix)];
            rest /= (UInt128)radix;
        }
        while (rest > 0);
        if (value < 0) text[--start] = '-';
        return text[start..].ToString();
    }

    private static void Check(long radix)
    {
        if (radix is < 2 or > 36) throw new SqlException("Radix must be between 2 and 36");
    }

    private static SqlException Refusal(string text, long radix) => new(Invariant($"Not a valid base-{radix} number: {text}"));
}
