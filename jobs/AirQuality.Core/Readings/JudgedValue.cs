using System.Text;

namespace AirQuality.Core.Readings;

/// <summary>A value of the feed, judged by itself.</summary>
/// <param name="Reason">Why it is left out; null when it is kept.</param>
/// <param name="Value">The value, when it is kept.</param>
/// <param name="Index">Its UK index, when it is kept and is a concentration that has one.</param>
public readonly record struct JudgedValue(string? Reason, double Value, int? Index)
{
    private const int ShortText = 64;

    internal static JudgedValue Refused(string reason) => new(reason, 0, null);

    /// <summary>Judges a value that stands alone.</summary>
    /// <param name="valueType">The feed's name for what it is; null when the feed does not say.</param>
    /// <param name="sensorType">The name of the sensor's type; null when the feed does not say.</param>
    /// <param name="text">The value as the feed has it.</param>
    public static JudgedValue Of(string? valueType, string? sensorType, string text)
    {
        Span<byte> utf8 = stackalloc byte[ShortText];
        if (!Encoding.UTF8.TryGetBytes(text, utf8, out var length))
            utf8 = Encoding.UTF8.GetBytes(text);
        else
            utf8 = utf8[..length];
        return ValueFilter.Judge(
            valueType is null ? null : Quantities.Find(valueType),
            sensorType is null ? null : SensorTypes.Find(sensorType),
            utf8);
    }
}
