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
        "AccessDeniedException", "AccessDenied", "UnrecognizedClientException", "ExpiredTokenException", "InvalidSignatureException", "MissingAuthenticationTokenException",
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

    /// <summary>Whether EMR asks for fewer requests; what it refused so, it did not do.</summary>
    public static bool IsThrottling(Exception exception) => exception is AmazonServiceException e && _throttling.Contains(e.ErrorCode);

    /// <summary>Whether EMR said no before it did anything.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is AmazonElasticMapReduceException { StatusCode: >= System.Net.HttpStatusCode.BadRequest and < System.Net.HttpStatusCode.InternalServerError };

    private ProblemException? ToProblem(Exception exception)
    {
        if (exception is not (AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException or TaskCanceledException { InnerException: TimeoutException }))
            return null;
        LogFailed(log, exception, (exception as AmazonServiceException)?.ErrorCode ?? exception.GetType().Name);
        if (IsThrottling(exception))
            return new(ProblemType.StepsUnavailable, "EMR is asked too often and took no more requests. Ask again a little later.") { RetryAfter = _throttled };
        if (exception is AmazonServiceException { ErrorCode: { } code } && _refusals.Contains(code))
            return new(ProblemType.StepsUnavailable, $"EMR does not let this server in ({code}); its operator checks the role and the credentials.") { RetryAfter = _away };
        if (exception is AmazonElasticMapReduceException { ErrorCode: "InvalidRequestException" or "ValidationException" } refused)
            return new(ProblemType.StepsUnavailable, $"EMR refused the request: {refused.Message}") { RetryAfter = _away };
        return new(ProblemType.StepsUnavailable, "EMR gave no answer. Ask again a little later.") { RetryAfter = _away };
    }

    [LoggerMessage(50, LogLevel.Warning, "EMR failed ({Code})")]
    private static partial void LogFailed(ILogger log, Exception exception, string code);
}
