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
        var text = time is { } span ? request.Utf8(span) : [];
        if (!IsWholeNumber(text))
            throw ServiceException.Validation("Invalid time for record.");
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
            return (Int128)value * (long)unit;
        return text[0] == '-' ? Int128.MinValue : Int128.MaxValue;
    }

    private static bool TryParse(ReadOnlySpan<byte> text, ValueKind kind, TimeUnit unit, out long bits)
    {
        switch (kind)
        {
            case ValueKind.Double:
                bool isDouble = double.TryParse(text, DoubleStyle, CultureInfo.InvariantCulture, out double number);
                bits = BitConverter.DoubleToInt64Bits(number);
                return isDouble && double.IsFinite(number);
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
