using System.Globalization;

namespace AirQuality.LoadTest.Commands;

/// <summary>Sizes of memory on the command line: <c>512MB</c>, <c>2GB</c>, in powers of two as EC2 means them.</summary>
internal static class ByteSize
{
    /// <summary>Reads a size above zero.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var shift = text.EndsWith("GB", StringComparison.OrdinalIgnoreCase) ? 30 : text.EndsWith("MB", StringComparison.OrdinalIgnoreCase) ? 20 : 0;
        if (shift == 0 || !int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
            return false;
        bytes = (long)count << shift;
        return true;
    }
}
