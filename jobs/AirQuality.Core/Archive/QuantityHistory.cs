using AirQuality.Core.Index;
using AirQuality.Core.Readings;

namespace AirQuality.Core.Archive;

/// <summary>One quantity of a sensor: the hours of the day at hand, and the mean that runs over them and those before.</summary>
internal sealed class QuantityHistory(Quantity quantity)
{
    private readonly HourSum[] _hours = new HourSum[RunningMean.WindowHours];
    private readonly RunningMean _running = new();

    public Quantity Quantity => quantity;

    /// <summary>Begins a day.</summary>
    public void BeginDay() => Array.Clear(_hours);

    /// <summary>Adds a value of the day.</summary>
    public void Add(int hour, int minute, ExactDecimal number) => _hours[hour].Add(number, minute);

    /// <summary>The mean of the 24 hours up to and with this one, when there are enough. Hours come in order, each once.</summary>
    public Fraction? MeanThrough(int hour)
    {
        _running.Push(_hours[hour].Mean);
        return _running.Mean;
    }
}
