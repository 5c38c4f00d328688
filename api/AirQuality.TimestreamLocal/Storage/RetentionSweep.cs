using System.Threading.Channels;
using AirQuality.TimestreamLocal.Catalog;
using Microsoft.Extensions.Logging;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>
/// Deletes in the background what has passed a table's retention: whole hours, a few thousand rows a transaction, so that writers never wait
/// long: once at the start, from time to time, and when it is asked to. Queries leave such rows out by themselves and need not wait for it.
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
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ITimer _timer;
    private readonly Task _loop;

    /// <summary>Starts sweeping.</summary>
    public RetentionSweep(Store store, ILogger logger, TimeProvider time)
    {
        (_store, _logger, _time) = (store, logger, time);
        Request();
        _timer = time.CreateTimer(_ => Request(), null, Every, Every);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Has a sweep made soon; those asked for while one waits are one.</summary>
    public void Request() => _due.Writer.TryWrite(true);

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
        await _timer.DisposeAsync();
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private int Delete(StoreSession session, StoredTable table)
    {
        if (session.State.FindTable(table.Info.Database, table.Info.Name) is not { } now || now.Id != table.Id)
            return 0; // deleted since the sweep began
        long kept = new IngestionWindow(now.Info.Properties, _time.GetUtcNow()).OldestKeptNs;
        return session.DeleteBefore(now, RowTime.HourOf(kept), RowsAtOnce);
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (bool _ in _due.Reader.ReadAllAsync(_stop.Token))
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
