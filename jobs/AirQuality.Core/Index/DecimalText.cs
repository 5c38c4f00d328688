using System.Globalization;
using System.Numerics;

namespace AirQuality.Core.Index;

/// <summary>What a text turned out to be.</summary>
internal enum DecimalStatus
{
    Number,
    Empty,
    NotANumber,

    /// <summary>A number whose exponent or length is beyond anything that is measured.</summary>
    Absurd,
}

/// <summary>
/// A decimal number as its UTF-8 text says it: mantissa × 10^(−decimals). The text keeps every digit, so that nothing is
/// rounded before a rule says so; the double is the nearest one.
/// </summary>
internal readonly ref struct DecimalText
{
    private const int MaxLength = 1_024;
    private const int MaxExponent = 300;
    private const int MaxFastDigits = 19;
    private const ulong MaxExactDouble = 1UL << 53;

    private static readonly double[] PowersOfTen =
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    private readonly ReadOnlySpan<byte> _text;
    private readonly ulong _mantissa;
    private readonly int _digits;

    private DecimalText(ReadOnlySpan<byte> text, bool negative, ulong mantissa, int digits, int decimals)
    {
        _text = text;
        IsNegative = negative;
        _mantissa = mantissa;
        _digits = digits;
        Decimals = decimals;
    }

    /// <summary>Whether the text has a minus sign; true for <c>-0</c> as well.</summary>
    public bool IsNegative { get; }

    /// <summary>By how many places the point stands before the end of the mantissa; below zero for <c>1e3</c>.</summary>
    public int Decimals { get; }

    /// <summary>Reads a number: optional sign, digits with an optional point, optional exponent; spaces around it are let pass.</summary>
    public static DecimalStatus TryParse(ReadOnlySpan<byte> text, out DecimalText number)
    {
        number = default;
        text = text.Trim(" \t\r\n"u8);
        if (text.IsEmpty)
            return DecimalStatus.Empty;
        if (text.Length > MaxLength)
            return DecimalStatus.Absurd;

        var i = 0;
        var negative = text[0] == '-';
        if (negative || text[0] == '+')
            i++;

        ulong mantissa = 0;
        int digits = 0, decimals = 0, seen = 0;
        var pointSeen = false;
        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                seen++;
                if (pointSeen)
                    decimals++;
                if (digits == 0 && digit == 0)
                    continue;
                if (++digits <= MaxFastDigits)
                    mantissa = mantissa * 10 + digit;
            }
            else if (text[i] == '.' && !pointSeen)
            {
                pointSeen = true;
            }
            else
            {
                break;
            }
        }

        var exponent = 0;
        if (seen == 0 || (i < text.Length && !TryParseExponent(text[i..], out exponent)))
            return DecimalStatus.NotANumber;
        if (Math.Abs(exponent) > MaxExponent)
            return DecimalStatus.Absurd;

        number = new DecimalText(text, negative, mantissa, digits, decimals - exponent);
        return DecimalStatus.Number;
    }

    /// <summary>The nearest double; infinite when the number is beyond the doubles.</summary>
    public double ToDouble()
    {
        // Mantissa and power of ten are both exact here, so their one division or product rounds correctly.
        if (_digits <= MaxFastDigits && _mantissa <= MaxExactDouble && Math.Abs(Decimals) < PowersOfTen.Length)
        {
            var magnitude = Decimals >= 0 ? _mantissa / PowersOfTen[Decimals] : _mantissa * PowersOfTen[-Decimals];
            return IsNegative ? -magnitude : magnitude;
        }

        return double.Parse(_text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The digits as one whole number, exact, without the sign.</summary>
    public BigInteger ToMantissa()
    {
        if (_digits <= MaxFastDigits)
            return new BigInteger(_mantissa);

        var mantissa = BigInteger.Zero;
        foreach (var c in _text)
        {
            if (c is (byte)'e' or (byte)'E')
                break;
            if (c is >= (byte)'0' and <= (byte)'9')
                mantissa = mantissa * 10 + (c - '0');
        }

        return mantissa;
    }

    private static bool TryParseExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.Length < 2 || (text[0] | 0x20) != 'e')
            return false;

        var negative = text[1] == '-';
        var start = negative || text[1] == '+' ? 2 : 1;
        if (start == text.Length)
            return false;

        foreach (var c in text[start..])
        {
            if (c is < (byte)'0' or > (byte)'9')
                return false;
            exponent = Math.Min(exponent * 10 + (c - '0'), 100_000);
        }

        exponent = negative ? -exponent : exponent;
        return true;
    }
}
