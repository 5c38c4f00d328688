namespace AirQuality.LoadTest.Elastic.Workers;

/// <summary>How much of an instance's processor a worker used in a span of time.</summary>
/// <param name="start">When the worker was started.</param>
/// <param name="cores">How many cores are the whole of an instance.</param>
/// <param name="memory">How far back anybody asks.</param>
internal sealed class CpuMeter(DateTimeOffset start, double cores, TimeSpan memory)
{
    private readonly List<(DateTimeOffset At, TimeSpan Used)> _readings = [(start, TimeSpan.Zero)];

    /// <summary>Takes a reading of all that was used since the start.</summary>
    public void Add(DateTimeOffset now, TimeSpan used)
    {
        if (now <= _readings[^1].At)
            return;
        _readings.Add((now, used));
        // One reading at or before the span's beginning is kept: the difference is taken from it.
        var old = _readings.FindLastIndex(reading => reading.At <= now - memory);
        if (old > 0)
            _readings.RemoveRange(0, old);
    }

    /// <summary>The share over the last span, or since the start where that is later; percent, 100 at most. Null without a reading.</summary>
    public double? Percent(TimeSpan span)
    {
        var (last, used) = _readings[^1];
        var (first, before) = _readings[Math.Max(0, _readings.FindLastIndex(reading => reading.At <= last - span))];
        return last > first ? Math.Min(100, (used - before) / (last - first) / cores * 100) : null;
    }
}
