namespace AirQuality.Api.Problems;

/// <summary>A kind of error, as RFC 9457 has it: its <see cref="Uri"/> never changes, so that a program can tell errors apart.</summary>
/// <param name="Code">The last part of the URI.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What kind of error it is, in a few words.</param>
internal sealed record ProblemType(string Code, int Status, string Title)
{
    /// <summary>The query string, or the path, holds something wrong.</summary>
    public static readonly ProblemType InvalidParameters = new("invalid-parameters", 400, "A parameter is not valid.");

    /// <summary>The body is not JSON, or not of the documented shape.</summary>
    public static readonly ProblemType InvalidBody = new("invalid-body", 400, "The body is not valid.");

    /// <summary>There is no key, or one that nobody knows.</summary>
    public static readonly ProblemType Unauthenticated = new("unauthenticated", 401, "A valid API key is needed.");

    /// <summary>The key is known and does not allow this.</summary>
    public static readonly ProblemType Forbidden = new("forbidden", 403, "The API key does not allow this.");

    /// <summary>There is no such thing.</summary>
    public static readonly ProblemType NotFound = new("not-found", 404, "There is nothing here.");

    /// <summary>The path is right and the method is not.</summary>
    public static readonly ProblemType MethodNotAllowed = new("method-not-allowed", 405, "The method is not allowed here.");

    /// <summary>None of the formats that the client accepts is served.</summary>
    public static readonly ProblemType NotAcceptable = new("not-acceptable", 406, "None of the accepted formats is served.");

    /// <summary>Steps cannot be given to a cluster that has ended.</summary>
    public static readonly ProblemType ClusterNotRunning = new("cluster-not-running", 409, "The cluster is not running.");

    /// <summary>The step has ended, or its runner refuses.</summary>
    public static readonly ProblemType StepNotCancellable = new("step-not-cancellable", 409, "The step cannot be cancelled.");

    /// <summary>The body is larger than any valid one.</summary>
    public static readonly ProblemType PayloadTooLarge = new("payload-too-large", 413, "The body is too large.");

    /// <summary>The body is of another media type than the documented one.</summary>
    public static readonly ProblemType UnsupportedMediaType = new("unsupported-media-type", 415, "The body's media type is not supported.");

    /// <summary>An Idempotency-Key came again with another body.</summary>
    public static readonly ProblemType IdempotencyKeyReused = new("idempotency-key-reused", 422, "The idempotency key was used for another request.");

    /// <summary>The client asks too often.</summary>
    public static readonly ProblemType TooManyRequests = new("too-many-requests", 429, "Too many requests.");

    /// <summary>A fault of the server itself.</summary>
    public static readonly ProblemType Unexpected = new("unexpected", 500, "The server failed.");

    /// <summary>The table cannot be asked now.</summary>
    public static readonly ProblemType StoreUnavailable = new("store-unavailable", 503, "The store cannot be reached.");

    /// <summary>Steps cannot be run or asked for now.</summary>
    public static readonly ProblemType StepsUnavailable = new("steps-unavailable", 503, "Steps cannot be run here now.");

    /// <summary>Every kind, in the order of status.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        InvalidParameters, InvalidBody, Unauthenticated, Forbidden, NotFound, MethodNotAllowed, NotAcceptable, ClusterNotRunning,
        StepNotCancellable, PayloadTooLarge, UnsupportedMediaType, IdempotencyKeyReused, TooManyRequests, Unexpected, StoreUnavailable,
        StepsUnavailable,
    ];

    /// <summary>The URI that names it.</summary>
    public string Uri => $"urn:airquality:problem:{Code}";

    /// <summary>The kind that a bare status stands for; <see cref="Unexpected"/> where none does.</summary>
    public static ProblemType Of(int status) =>
        All.FirstOrDefault(type => type.Status == status)
        ?? (status is >= 400 and < 500 ? InvalidParameters with { Status = status, Title = "The request is not valid." } : Unexpected);
}
