namespace AirQuality.LoadTest.Elastic.Proxy;

/// <summary>What went through the proxy.</summary>
internal sealed class Traffic
{
    private long _requests;
    private long _retries;
    private long _failures;
    private long _serverErrors;

    /// <summary>Requests that came.</summary>
    public long Requests => Volatile.Read(ref _requests);

    /// <summary>Requests that were sent to one more worker, because the one before gave no answer.</summary>
    public long Retries => Volatile.Read(ref _retries);

    /// <summary>Requests to which no worker gave a whole answer, though the client waited for it.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Answers of workers with a status of 500 or above.</summary>
    public long ServerErrors => Volatile.Read(ref _serverErrors);

    /// <summary>A request came.</summary>
    public void CountRequest() => Interlocked.Increment(ref _requests);

    /// <summary>A request goes to one more worker.</summary>
    public void CountRetry() => Interlocked.Increment(ref _retries);

    /// <summary>A request failed.</summary>
    public void CountFailure() => Interlocked.Increment(ref _failures);

    /// <summary>A worker answered that it failed.</summary>
    public void CountServerError() => Interlocked.Increment(ref _serverErrors);
}
