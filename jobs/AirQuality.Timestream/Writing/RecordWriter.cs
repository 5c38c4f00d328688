using AirQuality.Core.Records;
using Amazon.TimestreamWrite;
using Amazon.TimestreamWrite.Model;

namespace AirQuality.Timestream.Writing;

/// <summary>
/// Writes records in batches of 100, several at once. The SDK repeats a failed request first; then one <see
/// cref="TimestreamOptions.RetryBudget"/>
/// serves all batches. A request that is invalid as a whole is halved until the record at fault stands alone. Safe for concurrent use.
/// </summary>
/// <param name="client">The client; not disposed of.</param>
/// <param name="options">Valid settings.</param>
/// <param name="time">The clock of the waits between retries; the system's by default.</param>
public sealed class RecordWriter(IAmazonTimestreamWrite client, TimestreamOptions options, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Writes the records; a record stored before with the same version and values changes nothing.</summary>
    /// <param name="records">The records; neither copied nor changed.</param>
    /// <param name="cancellationToken">
    /// Ends the write early: requests under way get <see cref="TimestreamOptions.DrainTimeout"/> to finish, no other is begun. The result
    /// still accounts for every record.
    /// </param>
    /// <returns>
    /// What became of each record. Outages, refused access and a missing table are in <see cref="WriteResult.Failure"/>, not thrown.
    /// </returns>
    public async Task<WriteResult> WriteAsync(IReadOnlyList<AirRecord> records, CancellationToken cancellationToken = default)
    {
        using var drain = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        await using var _ = cancellationToken.Register(() => drain.CancelAfter(options.DrainTimeout));
        var run = new WriteRun(records, cancellationToken);
        var budget = new RetryBudget(options, _time);
        var lanes = Math.Min(options.MaxRequestsInFlight, (records.Count + Batch.MaxRecords - 1) / Batch.MaxRecords);
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => RunLaneAsync()));
        return run.ToResult();

        async Task RunLaneAsync()
        {
            while (run.TryTakeBatch(out var batch))
                await SettleAsync(batch);
        }

        async Task SettleAsync(Batch whole)
        {
            var parts = new Stack<Batch>([whole]);
            while (!run.IsStopped && parts.TryPop(out var part))
            {
                if (await TrySendAsync(run, budget, part, cancellationToken, drain.Token))
                    continue;
                var (first, second) = part.Halves();
                parts.Push(second);
                parts.Push(first);
            }
        }
    }

    /// <summary>Sends one batch until it is settled or the run stops; false where it must be halved.</summary>
    private async Task<bool> TrySendAsync(
        WriteRun run, RetryBudget budget, Batch batch, CancellationToken cancellationToken, CancellationToken drainToken)
    {
        var request = WriteRequests.Create(options, run.Records, batch);
        for (var retry = 0; ; retry++)
        {
            run.CountRequest(isRetry: retry > 0);
            try
            {
                await client.WriteRecordsAsync(request, drainToken);
                run.Store(batch);
                budget.GiveBack();
                return true;
            }
            catch (RejectedRecordsException refusal)
            {
                budget.GiveBack();
                return run.TrySettle(batch, refusal.RejectedRecords) || TryRejectSingle(run, batch, refusal.Message);
            }
            catch (Exception exception) when (TimestreamErrors.From(exception, options) is { } failure)
            {
                if (failure.Code == TimestreamErrorCode.InvalidRequest)
                    return TryRejectSingle(run, batch, failure.Message);
                if (failure.IsTransient && await MayRetryAsync(run, budget, retry + 1, cancellationToken))
                    continue;
                if (!cancellationToken.IsCancellationRequested)
                    run.Stop(failure);
                return true;
            }
        }
    }

    private static bool TryRejectSingle(WriteRun run, Batch batch, string reason)
    {
        if (batch.Count > 1)
            return false;
        run.Reject(batch.Start, reason);
        return true;
    }

    private static async Task<bool> MayRetryAsync(WriteRun run, RetryBudget budget, int retry, CancellationToken cancellationToken)
    {
        if (run.IsStopped || !budget.TryTake())
            return false;
        try
        {
            await budget.WaitAsync(retry, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        return !run.IsStopped;
    }
}
