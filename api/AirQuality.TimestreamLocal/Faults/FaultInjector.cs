namespace AirQuality.TimestreamLocal.Faults;

/// <summary>Decides which requests are hit, by a script that may be replaced while requests go on.</summary>
internal sealed class FaultInjector(FaultScript script)
{
    private readonly Lock _lock = new();
    private FaultRun _run = new(script);

    /// <summary>The rule that hits the next request of an operation; null where none does.</summary>
    public FaultRule? Next(string operation)
    {
        lock (_lock)
            return _run.Next(operation);
    }

    /// <summary>Starts another script from its beginning.</summary>
    public FaultReport Load(FaultScript script)
    {
        lock (_lock)
        {
            _run = new FaultRun(script);
            return _run.Report();
        }
    }

    /// <summary>The script, and how often each rule has hit since it was loaded.</summary>
    public FaultReport Report()
    {
        lock (_lock)
            return _run.Report();
    }
}
