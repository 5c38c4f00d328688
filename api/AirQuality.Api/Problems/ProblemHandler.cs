using AirQuality.Timestream;
using Microsoft.AspNetCore.Diagnostics;

namespace AirQuality.Api.Problems;

/// <summary>The one place that turns exceptions into problems; a stack trace goes to the log and never to a client.</summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;
        await (exception switch
        {
            ProblemException e => ProblemWriter.WriteAsync(httpContext, e.Type, e.Message, e.Errors, e.RetryAfter),
            TimestreamException e => StoreFailedAsync(httpContext, e),
            BadHttpRequestException e => RefusedAsync(httpContext, e),
            _ => UnexpectedAsync(httpContext, exception),
        });
        return true;
    }

    // A query that the table refuses is a fault of ours: every input was checked before.
    private Task StoreFailedAsync(HttpContext http, TimestreamException exception)
    {
        if (!exception.IsTransient && exception.Code == TimestreamErrorCode.InvalidRequest)
            return UnexpectedAsync(http, exception);
        LogStoreFailed(log, exception.StableCode, exception.Message);
        var detail = exception.Code is TimestreamErrorCode.QueryFailed or TimestreamErrorCode.TimedOut
            ? "The store took too long over this question. Ask for a shorter span, or again a little later."
            : "The store gave no answer. Ask again a little later; /health/ready tells when it is back.";
        return ProblemWriter.WriteAsync(http, ProblemType.StoreUnavailable, detail, retryAfter: StoreRetry);
    }

    private static Task RefusedAsync(HttpContext http, BadHttpRequestException exception)
    {
        var type = exception.StatusCode == StatusCodes.Status400BadRequest ? ProblemType.InvalidBody : ProblemType.Of(exception.StatusCode);
        return ProblemWriter.WriteAsync(http, type, exception.Message);
    }

    private Task UnexpectedAsync(HttpContext http, Exception exception)
    {
        LogUnexpected(log, exception, http.Request.Method, http.Request.Path);
        return ProblemWriter.WriteAsync(http, ProblemType.Unexpected, "The server failed at this request; its operator finds the cause in the log by the trace id.");
    }

    [LoggerMessage(1, LogLevel.Warning, "The store failed ({Code}): {Message}")]
    private static partial void LogStoreFailed(ILogger log, string code, string message);

    [LoggerMessage(2, LogLevel.Error, "Unexpected failure at {Method} {Path}")]
    private static partial void LogUnexpected(ILogger log, Exception exception, string method, PathString path);
}
