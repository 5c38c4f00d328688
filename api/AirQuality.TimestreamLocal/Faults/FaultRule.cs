using System.Text.Json.Serialization;

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
public sealed record FaultRule
{
    /// <summary>What it does.</summary>
    [JsonRequired]
    public FaultKind Fault { get; init; }

    /// <summary>The operation it is for (<c>WriteRecords</c>, <c>Query</c>, …); null for all.</summary>
    public string? Operation { get; init; }

    /// <summary>The share of requests it hits, 0 to 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>How many of its operation's requests pass before the window begins.</summary>
    public int Skip { get; init; }

    /// <summary>How many requests it hits at most; null for no end.</summary>
    public int? Count { get; init; }

    /// <summary>For <see cref="FaultKind.Delay"/>: milliseconds.</summary>
    public int DelayMs { get; init; }

    /// <summary>For <see cref="FaultKind.Reject"/>: indices of records, from 0.</summary>
    public IReadOnlyList<int> Records { get; init; } = [];
}
