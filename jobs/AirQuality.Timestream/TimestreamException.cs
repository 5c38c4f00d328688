using System.Text.Json;

namespace AirQuality.Timestream;

/// <summary>A failure of Timestream or of the way to it. The message says what happened, where, and what to do.</summary>
/// <param name="code">The kind of failure.</param>
/// <param name="message">For people.</param>
/// <param name="inner">The SDK's exception, where there is one.</param>
/// <param name="isTransient">Whether the same request may succeed later.</param>
public sealed class TimestreamException(TimestreamErrorCode code, string message, Exception? inner = null, bool isTransient = false)
    : Exception(message, inner)
{
    /// <summary>The kind of failure.</summary>
    public TimestreamErrorCode Code { get; } = code;

    /// <summary>The kind of failure as reports print it, in snake_case: <c>table_unreachable</c>, <c>table_access_denied</c>.</summary>
    public string StableCode => "table_" + JsonNamingPolicy.SnakeCaseLower.ConvertName(Code.ToString());

    /// <summary>Whether the same request may succeed later, with nothing changed by hand.</summary>
    public bool IsTransient { get; } = isTransient;
}
