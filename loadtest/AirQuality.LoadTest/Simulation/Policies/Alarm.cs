namespace AirQuality.LoadTest.Simulation.Policies;

/// <summary>An alarm over minutes: on from the n-th minute in a row, and for as long as they last.</summary>
internal struct Alarm(int minutes)
{
    private int _run;

    /// <summary>Takes a minute.</summary>
    /// <returns>Whether the alarm is on.</returns>
    public bool Observe(bool breached)
    {
        _run = breached ? _run + 1 : 0;
        return _run >= minutes;
    }

    /// <summary>Begins the run anew.</summary>
    public void Reset() => _run = 0;
}
