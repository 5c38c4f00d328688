using AirQuality.Api.Problems;
using Amazon.ElasticMapReduce;
using Amazon.Runtime;

namespace AirQuality.Api.Steps.Emr;

/// <summary>The one place that turns what EMR and its client say into problems. The client's words go to the log: they may name roles and accounts.</summary>
internal sealed partial class EmrFailures(ILogger<EmrFailures> log)
{
    // EMR's buckets of ten requests refill with one in two seconds.
    private static readonly TimeSpan _throttled = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _away = TimeSpan.FromSeconds(30);
    private static readonly string[] _throttling = ["ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded"];
    private static readonly string[] _refusals =
    [
        "AccessDeniedException", "AccessDenied", "UnrecognizedClientException", "ExpiredTokenException", "InvalidSignatureException",
        "MissingAuthenticationTokenException",
    ];

    /// <summary>Calls EMR.</summary>
    /// <exception cref="ProblemException">It did not do what it was asked.</exception>
    public async Task<T> GuardAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (ToProblem(e) is { } problem)
        {
            throw problem;
        }
    }

    /// <summary>Tells the log of a failure that is dealt with.</summary>
    public void Note(Exception exception) => LogFailed(log, exception, (exception as AmazonServiceException)?.ErrorCode ?? exception.GetType().Name);

    /// <summary>Whether EMR asks for fewer requests; what it refused so, it did not do.</summary>
    public static bool IsThrottling(Exception exception) => exception is AmazonServiceException e && _throttling.Contains(e.ErrorCode);

    /// <summary>Whether EMR said no before it did anything.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is AmazonElasticMapReduceException { StatusCode: >= System.Net.HttpStatusCode.BadRequest and < System.Net.HttpStatusCode.InternalServerError };

    private ProblemException? ToProblem(Exception exception)
    {
        if (!IsOfTheCall(exception))
            return null;
        Note(exception);
        var code = (exception as AmazonServiceException)?.ErrorCode;
        if (IsThrottling(exception))
            return Unavailable("EMR is asked too often and took no more requests. Ask again a little later.", _throttled);
        if (code is not null && _refusals.Contains(code))
            return Unavailable($"EMR does not let this server in ({code}); its operator checks the role and the credentials.", _away);
        if (code is "InvalidRequestException" or "ValidationException")
            return Unavailable($"EMR refused the request: {exception.Message}", _away);
        return Unavailable("EMR gave no answer. Ask again a little later.", _away);
    }

    private static bool IsOfTheCall(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException
            or TaskCanceledException { InnerException: TimeoutException };

    private static ProblemException Unavailable(string detail, TimeSpan retryAfter) => new(ProblemType.StepsUnavailable, detail) { RetryAfter = retryAfter };

    [LoggerMessage(50, LogLevel.Warning, "EMR failed ({Code})")]
    private static partial void LogFailed(ILogger log, Exception exception, string code);
}
