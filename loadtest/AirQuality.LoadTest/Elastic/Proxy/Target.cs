namespace AirQuality.LoadTest.Elastic.Proxy;

/// <summary>A worker as the proxy sees it. Counts the requests that it works on, so that it can be taken out without losing one.</summary>
/// <param name="prefix">Where it listens.</param>
internal sealed class Target(string prefix)
{
    private int _inFlight;
    private int _isClosed;

    /// <summary>Where it listens, such as <c>http://127.0.0.1:4711</c>.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>How many requests it works on.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Whether its last request found nobody there; it is passed over until a health check has succeeded again.</summary>
    public bool IsSuspect { get; private set; }

    /// <summary>Takes a place for one request. False when the worker has been taken out.</summary>
    public bool TryEnter()
    {
        // First counted, then asked: whoever closes and then reads zero knows that nobody is on the way in.
        Interlocked.Increment(ref _inFlight);
        if (Volatile.Read(ref _isClosed) == 0)
            return true;
        Leave();
        return false;
    }

    /// <summary>Gives the place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _inFlight);

    /// <summary>Lets no further request in.</summary>
    public void Close() => Interlocked.Exchange(ref _isClosed, 1);

    /// <summary>A request found nobody there.</summary>
    public void Suspect() => IsSuspect = true;

    /// <summary>A health check succeeded.</summary>
    public void Trust() => IsSuspect = false;
}
