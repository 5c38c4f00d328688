namespace AirQuality.Timestream.Writing;

/// <summary>
/// The retries of one write, shared by all its batches: each retry takes one, each success gives one back. When the table is away the
/// budget
/// runs out after a few seconds, however many batches wait; when it is only busy, the successes pay for the retries.
/// </summary>
internal sealed class RetryBudget(TimestreamOptions options, TimeProvider time)
{
    private int _left = options.RetryBudget;

    public bool TryTake()
    {
        for (var left = Volatile.Read(ref _left); left > 0; left = Volatile.Read(ref _left))
            if (Interlocked.CompareExchange(ref _left, left - 1, left) == left)
                return true;
        return false;
    }

    public void GiveBack()
    {
        for (var left = Volatile.Read(ref _left); left < options.RetryBudget; left = Volatile.Read(ref _left))
            if (Interlocked.CompareExchange(ref _left, left + 1, left) == left)
                return;
    }

    /// <summary>
    /// Waits before a batch's n-th retry, counted from 1: doubling, and between half and all of it, so that batches do not return together.
    /// </summary>
    public Task WaitAsync(int retry, CancellationToken cancellationToken)
    {
        var full = Math.Min(options.MaxRetryDelay.TotalMilliseconds, options.RetryDelay.TotalMilliseconds * Math.Pow(2, retry - 1));
        return Task.Delay(TimeSpan.FromMilliseconds(full * (0.5 + (Random.Shared.NextDouble() / 2))), time, cancellationToken);
    }
}
