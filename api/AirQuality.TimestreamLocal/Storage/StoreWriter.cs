using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>
/// The one writer. It takes whatever changes are waiting into one transaction and answers them after the commit, so that many
/// clients share one wait for the disk (group commit) and nobody is told of a change that a power cut could undo.
/// </summary>
internal sealed partial class StoreWriter : IAsyncDisposable
{
    private const int LargestBatch = 64;
    private const int LongestQueue = 1024;
    private readonly StoreSession _session;
    private readonly ILogger _logger;
    private readonly Channel<StoreWork> _queue =
        Channel.CreateBounded<StoreWork>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly Task _loop;

    /// <summary>Starts writing.</summary>
    public StoreWriter(StoreSession session, ILogger logger)
    {
        _session = session;
        _logger = logger;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Has a change made; returns when it is on disk.</summary>
    /// <exception cref="StorageException">The file could not take it; nothing was changed.</exception>
    public async Task ApplyAsync(StoreWork work, CancellationToken cancellationToken)
    {
        await _queue.Writer.WriteAsync(work, cancellationToken);
        await work.Completion;
    }

    /// <summary>Finishes the changes that wait, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var first in _queue.Reader.ReadAllAsync())
                Write(first);
        }
        catch (Exception exception)
        {
            // Not even undoing worked: the file is out of reach, and everything that still waits is told so.
            LogLost(_logger, exception.Message);
            _queue.Writer.TryComplete(exception);
            while (_queue.Reader.TryRead(out var work))
                work.Fail(exception);
        }
    }

    private void Write(StoreWork first)
    {
        List<StoreWork> works = [first];
        try
        {
            CommitTogetherOrAlone(works);
        }
        catch (Exception lost)
        {
            works.ForEach(work => work.Fail(lost));
            throw;
        }
    }

    /// <summary>When a transaction breaks, one change may be what broke it; the others shall not pay for it.</summary>
    private void CommitTogetherOrAlone(List<StoreWork> works)
    {
        var failure = TryCommit(works, takeMore: true);
        if (failure is null)
            return;
        LogFailure(_logger, failure.Message, works.Count);
        foreach (var work in works)
        {
            if ((works.Count == 1 ? failure : TryCommit([work], takeMore: false)) is { } own)
                work.Fail(own);
        }
    }

    /// <summary>Applies changes in one transaction and answers them; gives what broke it, with none of them made. Throws only when
    /// the transaction cannot be undone.</summary>
    private Exception? TryCommit(List<StoreWork> works, bool takeMore)
    {
        try
        {
            _session.Begin();
            for (int i = 0; i < works.Count; i++)
            {
                Apply(works[i]);
                if (takeMore && works.Count < LargestBatch && _queue.Reader.TryRead(out var next))
                    works.Add(next);
            }

            _session.Commit();
        }
        catch (Exception exception)
        {
            _session.Rollback();
            return exception;
        }

        foreach (var work in works)
            work.Complete();
        return null;
    }

    private void Apply(StoreWork work)
    {
        if (work.Completion.IsCompleted)
            return;
        try
        {
            work.Apply(_session);
        }
        catch (Exception exception) when (work.IsRefusal(exception))
        {
            work.Fail(exception);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A transaction of {Count} changes failed: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason, int count);

    [LoggerMessage(2, LogLevel.Critical, "The data file is out of reach, no change is taken any more: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);
}
