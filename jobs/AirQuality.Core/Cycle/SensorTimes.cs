namespace AirQuality.Core.Cycle;

/// <summary>The times of one sensor's readings that need nothing more done.</summary>
internal sealed class SensorTimes
{
    /// <summary>The most times that are remembered; a feed repeats only the last few.</summary>
    public const int MaxTimes = 256;

    // Rising; short, so that a sorted list beats a set in time and space.
    private readonly List<long> _times = [];

    /// <summary>The newest time that is held; below every time while there is none.</summary>
    public long Watermark { get; private set; } = long.MinValue;

    public bool Contains(long timeMs) => _times.BinarySearch(timeMs) >= 0;

    public void Add(long timeMs, bool raises, long windowMs)
    {
        if (raises)
            Watermark = Math.Max(Watermark, timeMs);

        var position = _times.BinarySearch(timeMs);
        if (position < 0)
            _times.Insert(~position, timeMs);
        Forget(windowMs);
    }

    private void Forget(long windowMs)
    {
        var stale = Math.Max(0, _times.Count - MaxTimes);
        while (stale < _times.Count && Watermark != long.MinValue && _times[stale] < Watermark - windowMs)
            stale++;
        _times.RemoveRange(0, stale);
    }
}
