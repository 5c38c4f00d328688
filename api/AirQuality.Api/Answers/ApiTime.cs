using System.Diagnostics.CodeAnalysis;

namespace AirQuality.Api.Answers;

/// <summary>Instants as answers give them: UTC, so that they print with a Z.</summary>
internal static class ApiTime
{
    /// <summary>The instant of a time in the table.</summary>
    /// <param name="timeMs">Milliseconds since 1970-01-01 UTC.</param>
    public static DateTime Of(long timeMs) => DateTimeOffset.FromUnixTimeMilliseconds(timeMs).UtcDateTime;

    /// <summary>The instant of a time in the table, where there is one.</summary>
    /// <param name="timeMs">Milliseconds since 1970-01-01 UTC.</param>
    [return: NotNullIfNotNull(nameof(timeMs))]
    public static DateTime? Of(long? timeMs) => timeMs is { } ms ? Of(ms) : null;
}
