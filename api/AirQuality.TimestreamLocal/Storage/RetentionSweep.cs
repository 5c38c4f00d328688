using AirQuality.TimestreamLocal.Catalog;
using Microsoft.Extensions.Logging;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>
/// Deletes in the background what has passed a table's retention: whole hours, a few thousand rows a transaction, so that writers never wait
/// long. Queries leave such rows out by themselves and need not wait for it.
/// </summary>
internal sealed partial class RetentionSweep : IAsyncDisposable
{
    /// <summary>From one sweep to the next.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    private const int RowsAtOnce = 5_000;
    private readonly Store _store;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    /// <summary>Starts sweeping.</summary>
    public RetentionSweep(Store store, ILogger logger, TimeProvider time)
    {
        (_store, _logger, _time) = (store, logger, time);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Goes once over every table.</summary>
    /// <returns>How many rows were deleted.</returns>
    public async Task<long> SweepAsync(CancellationToken cancellationToken)
    {
        long deleted = 0;
        foreach (var table in _store.State.Tables.Values)
        {
            for (int last = RowsAtOnce; last == RowsAtOnce; deleted += last)
            {
                var work = new CatalogWork<int>(session => Delete(session, table));
                await _store.ApplyAsync(work, cancellationToken);
                last = work.Result;
            }
        }
        return deleted;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private int Delete(StoreSession session, StoredTable table)
    {
        if (session.State.FindTable(table.Info.Database, table.Info.Name)?.Id != table.Id)
            return 0; // deleted since the sweep began
        long kept = new IngestionWindow(table.Info.Properties, _time.GetUtcNow()).OldestKeptNs;
        return session.RowsOf(table).DeleteBefore(RowTime.HourOf(kept), RowsAtOnce);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Every, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await TrySweepAsync();
        }
        catch (OperationCanceledException)
        {
            // The store closes.
        }
    }

    // A disk that is full now may have room at the next tick, so a failure ends one sweep and not all that follow.
    private async Task TrySweepAsync()
    {
        try
        {
            if (await SweepAsync(_stop.Token) is > 0 and var deleted)
                LogDeleted(_logger, deleted);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(_logger, exception.Message);
        }
    }

    [LoggerMessage(3, LogLevel.Information, "{Count} rows had passed their retention and were deleted.")]
    private static partial void LogDeleted(ILogger logger, long count);

    [LoggerMessage(4, LogLevel.Error, "Rows past their retention could not be deleted; the next sweep tries again: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
