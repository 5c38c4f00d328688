using System.Diagnostics;

namespace AirQuality.Api.Telemetry;

/// <summary>
/// One line a request, where its category is set to Information: what was asked for, without the query and without headers, so that no
/// key and no place that somebody looked up gets into a log.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    /// <summary>Called by the framework.</summary>
    public Task InvokeAsync(HttpContext http) => log.IsEnabled(LogLevel.Information) ? LoggedAsync(http) : next(http);

    private async Task LoggedAsync(HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        await next(http);
        var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        LogRequest(log, http.Request.Method, http.Request.Path, http.Response.StatusCode, milliseconds, Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier);
    }

    [LoggerMessage(20, LogLevel.Information, "{Method} {Path} {Status} in {Milliseconds:F1} ms, trace {TraceId}")]
    private static partial void LogRequest(ILogger log, string method, PathString path, int status, double milliseconds, string traceId);
}
