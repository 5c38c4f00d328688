using AirQuality.Core.Cycle;

namespace AirQuality.Jobs.Engine;

/// <summary>Runs cycles again and again: a steady beat while all is well, longer and longer pauses while it is not.</summary>
/// <param name="every">From one cycle's start to the next one's.</param>
/// <param name="time">The clock.</param>
internal sealed class CycleLoop(TimeSpan every, TimeProvider time)
{
    /// <summary>The longest pause after failures, and the pause after the service asked us to stay away.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private int _failures;

    /// <summary>Runs until cancelled.</summary>
    /// <param name="cycle">Runs one cycle and prints its report; never throws but for cancellation.</param>
    /// <param name="cancellationToken">Ends the loop, after the cycle that runs.</param>
    public async Task RunAsync(Func<CancellationToken, Task<CycleReport>> cycle, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            var report = await cycle(cancellationToken);
            var pause = PauseAfter(report) - time.GetElapsedTime(started);
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The pause that follows a cycle: doubled with each failure in a row, up to <see cref="LongestPause"/>.</summary>
    public TimeSpan PauseAfter(CycleReport report)
    {
        if (report.Error?.Code == "feed_refused")
            return every > LongestPause ? every : LongestPause;
        _failures = report.State is CycleState.Failed or CycleState.Spooled ? Math.Min(_failures + 1, 16) : 0;
        var pause = every * Math.Pow(2, _failures);
        return _failures == 0 || every > LongestPause ? every : pause > LongestPause ? LongestPause : pause;
    }
}
