namespace AirQuality.Timestream;

/// <summary>What kind of failure a <see cref="TimestreamException"/> is; the names are stable.</summary>
public enum TimestreamErrorCode
{
    /// <summary>No connection, or one that broke. Transient.</summary>
    Unreachable,

    /// <summary>No answer in time. Transient.</summary>
    TimedOut,

    /// <summary>Too many requests. Transient.</summary>
    Throttled,

    /// <summary>The service failed (5xx). Transient.</summary>
    ServerError,

    /// <summary>
    /// An answer that is not Timestream's: cut, or from something else at that address. Transient where the answer claims success.
    /// </summary>
    UnexpectedAnswer,

    /// <summary>The credentials are not accepted or not allowed to do this.</summary>
    AccessDenied,

    /// <summary>No credentials or no region could be found.</summary>
    NotConfigured,

    /// <summary>The database or table does not exist.</summary>
    NotFound,

    /// <summary>A quota of the account is used up.</summary>
    QuotaExceeded,

    /// <summary>The request or the query is not valid.</summary>
    InvalidRequest,

    /// <summary>The query is valid and did not come to its end: it takes longer than one may, or its answer is too large.</summary>
    QueryFailed,

    /// <summary>The caller cancelled.</summary>
    Cancelled,
}
