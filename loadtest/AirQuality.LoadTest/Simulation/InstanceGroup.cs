namespace AirQuality.LoadTest.Simulation;

/// <summary>The instances of a simulated group: booting, in service, draining. Times are since the trace's start.</summary>
internal sealed class InstanceGroup
{
    private readonly GroupParameters _parameters;
    private readonly List<TimeSpan> _inService; // When each wanted instance takes, or took, traffic; the youngest last.
    private readonly List<TimeSpan> _gone = []; // When each draining instance is gone.

    /// <summary>A group whose instances have been in service for long.</summary>
    public InstanceGroup(GroupParameters parameters, int instances)
    {
        _parameters = parameters;
        _inService = [.. Enumerable.Repeat(TimeSpan.MinValue / 2, instances)];
    }

    /// <summary>How many are wanted: booting or in service.</summary>
    public int Desired => _inService.Count;

    /// <summary>How many exist, draining ones too.</summary>
    public int Count => _inService.Count + _gone.Count;

    /// <summary>Lets go of those that have drained.</summary>
    public void Advance(TimeSpan now)
    {
        if (_gone.Count > 0)
            _gone.RemoveAll(gone => gone <= now);
    }

    /// <summary>How many have taken traffic for so long.</summary>
    public int InService(TimeSpan now, TimeSpan since = default)
    {
        var count = 0;
        foreach (var from in _inService)
            count += from + since <= now ? 1 : 0;
        return count;
    }

    /// <summary>Launches instances, or lets the youngest go: one that takes no traffic yet at once, one that does after draining.</summary>
    public void Change(TimeSpan now, int by)
    {
        for (; by > 0; by--)
            _inService.Add(now + _parameters.Boot);
        for (; by < 0; by++)
        {
            if (_inService[^1] <= now)
                _gone.Add(now + _parameters.Drain);
            _inService.RemoveAt(_inService.Count - 1);
        }
    }
}
