namespace AirQuality.TimestreamLocal.Faults;

/// <summary>What a rule of a fault script does to a request.</summary>
public enum FaultKind
{
    /// <summary>ThrottlingException, HTTP 429; nothing is done.</summary>
    Throttle,

    /// <summary>InternalServerException, HTTP 500; nothing is done.</summary>
    ServerError,

    /// <summary>HTTP 503; nothing is done.</summary>
    Unavailable,

    /// <summary>The error that <see cref="FaultRule.Error"/> names; nothing is done.</summary>
    Error,

    /// <summary>The answer waits for <see cref="FaultRule.DelayMs"/>.</summary>
    Delay,

    /// <summary>The records at <see cref="FaultRule.Records"/> are rejected, the others stored.</summary>
    Reject,

    /// <summary>The connection is closed before anything is done.</summary>
    DropRequest,

    /// <summary>The connection is closed after the request was carried out and is on disk: the answer is lost.</summary>
    DropAnswer,
}

/// <summary>A rule of a fault script: from its window of requests, it hits some.</summary>
/// <param name="Fault">What it does.</param>
/// <param name="Operation">The operation it is for (<c>WriteRecords</c>, <c>Query</c>, …); null for all that it can hit.</param>
/// <param name="Rate">The share of requests it hits, 0 to 1.</param>
/// <param name="Skip">How many of its operation's requests pass before the window begins.</param>
/// <param name="Count">How many requests it hits at most; null for no end.</param>
/// <param name="DelayMs">For <see cref="FaultKind.Delay"/>: milliseconds.</param>
/// <param name="Records">For <see cref="FaultKind.Reject"/>: indices of records, from 0.</param>
/// <param name="Error">For <see cref="FaultKind.Error"/>: the name of an error of the API, such as <c>AccessDeniedException</c>.</param>
public sealed record FaultRule(
    FaultKind Fault,
    string? Operation = null,
    double Rate = 1,
    int Skip = 0,
    int? Count = null,
    int DelayMs = 0,
    IReadOnlyList<int>? Records = null,
    string? Error = null)
{
    /// <summary>The only operation that has records to reject.</summary>
    internal const string RecordsOperation = "WriteRecords";

    /// <summary>Whether the rule counts requests of an operation.</summary>
    internal bool IsFor(string operation) => (Operation ?? (Fault == FaultKind.Reject ? RecordsOperation : operation)) == operation;
}
