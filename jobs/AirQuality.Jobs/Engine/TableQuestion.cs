using AirQuality.Timestream;

namespace AirQuality.Jobs.Engine;

/// <summary>How either runtime asks the table what it holds, before a delivery.</summary>
internal static class TableQuestion
{
    /// <summary>
    /// Until when to ask, milliseconds since 1970-01-01 UTC: an hour beyond now, for clocks that differ, because later rows than a snapshot's may be
    /// there and make its readings late ones.
    /// </summary>
    public static long UntilMs(long newestMs, TimeProvider time) => Math.Max(newestMs, time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds());

    /// <summary>
    /// Asks which readings are new. Without an answer nothing is known to be held, and writing a reading twice changes nothing, so all of them count
    /// as new.
    /// </summary>
    /// <param name="ask">Asks.</param>
    /// <param name="all">All readings.</param>
    /// <param name="cancellationToken">Whether the cycle was told to stop.</param>
    /// <returns>The new readings, and why the table gave no answer; null when it did.</returns>
    public static async Task<(T Fresh, TimestreamException? Outage)> AskAsync<T>(Func<Task<T>> ask, T all, CancellationToken cancellationToken)
    {
        try
        {
            return (await ask(), null);
        }
        catch (TimestreamException e) when (e.IsTransient)
        {
            return (all, e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (all, new TimestreamException(TimestreamErrorCode.Cancelled, "The cycle was told to stop."));
        }
    }
}
