namespace AirQuality.Jobs.Backfill;

/// <summary>Holds writers to a number of records a second, all of them together. Their turns come in the order they ask.</summary>
/// <param name="recordsPerSecond">The rate; null for none.</param>
/// <param name="time">The clock.</param>
internal sealed class WritePacer(int? recordsPerSecond, TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _free = DateTimeOffset.MinValue;

    /// <summary>Waits until these records may be sent.</summary>
    public async Task WaitAsync(int records, CancellationToken cancellationToken)
    {
        if (recordsPerSecond is not { } rate)
            return;
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var turn = _free > now ? _free : now;
            _free = turn + TimeSpan.FromSeconds((double)records / rate);
            wait = turn - now;
        }

        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
    }
}
