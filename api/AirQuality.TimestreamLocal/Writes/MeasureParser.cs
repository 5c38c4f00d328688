using System.Globalization;
using System.Text;
using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>Reads values, which are texts on the wire whatever their type (Timestream developer guide, Data types).</summary>
internal static class MeasureParser
{
    private const NumberStyles DoubleStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>A value as it is stored.</summary>
    /// <exception cref="ServiceException">ValidationException: the text is no value of the type. NaN and infinities are none.</exception>
    public static PreparedMeasure Parse(WriteRequest request, TextSpan name, TextSpan value, ValueKind kind, TimeUnit unit)
    {
        if (kind == ValueKind.Varchar)
            return new(name, kind, 0, value);
        if (TryParse(request.Utf8(value), kind, unit, out long bits))
            return new(name, kind, bits, default);
        throw ServiceException.Validation($"Invalid value {request.String(value)} for {kind.ToName()} measure value type.");
    }

    /// <summary>A record's time in nanoseconds since 1970 UTC, of any size.</summary>
    /// <exception cref="ServiceException">ValidationException: there is no time, or it is no whole number.</exception>
    public static Int128 ParseTime(WriteRequest request, TextSpan? time, TimeUnit unit)
    {
        if (time is { } span && Int128.TryParse(request.Utf8(span), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && Int128.Abs(value) < long.MaxValue)
            return value * (long)unit;
        if (time is { } digits && IsWholeNumber(request.Utf8(digits)))
            return request.Utf8(digits)[0] == '-' ? Int128.MinValue : Int128.MaxValue;
        throw ServiceException.Validation("Invalid time for record.");
    }

    private static bool TryParse(ReadOnlySpan<byte> text, ValueKind kind, TimeUnit unit, out long bits)
    {
        switch (kind)
        {
            case ValueKind.Double:
                bool isDouble = double.TryParse(text, DoubleStyle, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
                bits = BitConverter.DoubleToInt64Bits(number);
                return isDouble;
            case ValueKind.Boolean:
                bool isTrue = Ascii.EqualsIgnoreCase(text, "true");
                bits = isTrue ? 1 : 0;
                return isTrue || Ascii.EqualsIgnoreCase(text, "false");
            case ValueKind.Timestamp:
                bool fits = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long units)
                    && units >= 0 && units <= long.MaxValue / (long)unit;
                bits = fits ? units * (long)unit : 0;
                return fits;
            default:
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out bits);
        }
    }

    private static bool IsWholeNumber(ReadOnlySpan<byte> text)
    {
        var digits = text.Length > 1 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        return digits.Length > 0 && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }
}
