using System.Text.Json;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>Instants as AWS JSON writes them: seconds since 1970 with a fraction.</summary>
internal static class JsonInstant
{
    private const decimal MsPerSecond = 1000;

    /// <summary>Writes a member that is an instant in milliseconds.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long timeMs) =>
        json.WriteNumber(name, timeMs / MsPerSecond);
}
