using System.Runtime.InteropServices;
using AirQuality.Core.Readings;

namespace AirQuality.Core.Cycle;

/// <summary>
/// What the table is known to hold, so that a cycle writes only what it does not: for each sensor a watermark, the newest time known to
/// be held, and the recent times known to be held. One instance a feed, kept between cycles; not safe for concurrent use.
/// </summary>
/// <param name="window">How far below its watermark a sensor's held times are remembered. An older one is looked up again when it comes.</param>
public sealed class HeldReadings(TimeSpan window)
{
    private readonly long _windowMs = window.Ticks / TimeSpan.TicksPerMillisecond;
    private readonly Dictionary<long, SensorTimes> _sensors = [];

    /// <summary>How many sensors something is known of.</summary>
    public int Sensors => _sensors.Count;

    /// <summary>Takes the newest time that the table holds of each sensor, at this feed's averaging or a coarser one.</summary>
    public void LoadWatermarks(IEnumerable<(long SensorId, long TimeMs)> newest)
    {
        foreach (var (sensorId, timeMs) in newest)
            MarkHeld(sensorId, timeMs);
    }

    /// <summary>Tells the readings apart by what is known of them. It changes nothing: only marking does.</summary>
    public ClassifiedReadings Classify(IReadOnlyList<Reading> readings)
    {
        List<Reading> fresh = [], held = [], late = [];
        foreach (var reading in readings)
        {
            var times = _sensors.GetValueOrDefault(reading.SensorId);
            if (times is not null && times.Contains(reading.TimeMs))
                held.Add(reading);
            else if (times is null || reading.TimeMs > times.Watermark)
                fresh.Add(reading);
            else
                late.Add(reading);
        }

        return new ClassifiedReadings(fresh, held, late);
    }

    /// <summary>
    /// Notes that a reading is held: stored, or found in the table. The sensor's watermark rises to it, so a reading that is not safe
    /// yet must not be marked.
    /// </summary>
    public void MarkHeld(long sensorId, long timeMs) => TimesOf(sensorId).Add(timeMs, raises: true, _windowMs);

    /// <summary>
    /// Notes that a reading was refused by the table and dead-lettered: there is nothing left to do for it. The watermark stays, or one
    /// reading stamped a century ahead would make every later one of its sensor late.
    /// </summary>
    public void MarkRejected(long sensorId, long timeMs) => TimesOf(sensorId).Add(timeMs, raises: false, _windowMs);

    /// <summary>Forgets the sensors that were silent since before a time, so that those that left do not add up. They are unknown again.</summary>
    public void ForgetBefore(long timeMs)
    {
        foreach (var (sensorId, times) in _sensors)
        {
            if (times.Watermark < timeMs)
                _sensors.Remove(sensorId);
        }
    }

    private SensorTimes TimesOf(long sensorId)
    {
        ref var times = ref CollectionsMarshal.GetValueRefOrAddDefault(_sensors, sensorId, out _);
        return times ??= new SensorTimes();
    }
}
