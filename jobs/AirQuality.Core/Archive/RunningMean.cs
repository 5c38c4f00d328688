using AirQuality.Core.Index;

namespace AirQuality.Core.Archive;

/// <summary>The mean of one quantity's last 24 hourly means. The sum is kept and not made anew; being exact, it cannot drift.</summary>
internal sealed class RunningMean
{
    public const int WindowHours = 24;

    private readonly Fraction?[] _hours = new Fraction?[WindowHours];
    private Fraction _sum;
    private int _count;
    private int _oldest;

    /// <summary>The mean, when at least 18 of the 24 hours have one (<see cref="ExactMean.IsCaptured"/>); null otherwise.</summary>
    public Fraction? Mean => ExactMean.IsCaptured(_count, WindowHours) ? _sum / _count : null;

    /// <summary>Takes the next hour's mean, null for an hour without one, and lets go of the oldest.</summary>
    public void Push(Fraction? hour)
    {
        if (_hours[_oldest] is { } gone)
        {
            _sum -= gone;
            _count--;
        }

        if (hour is { } come)
        {
            _sum += come;
            _count++;
        }

        _hours[_oldest] = hour;
        _oldest = (_oldest + 1) % WindowHours;
    }
}
