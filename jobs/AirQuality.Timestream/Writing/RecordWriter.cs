using AirQuality.Core.Records;
using Amazon.TimestreamWrite;
using Amazon.TimestreamWrite.Model;

namespace AirQuality.Timestream.Writing;

/// <summary>
/// Writes records in batches of 100, several at once. The SDK repeats a failed request first; then one <see
/// cref="TimestreamOptions.RetryBudget"/>
/// serves all batches. A request that is invalid as a whole, or that the service fails on again and again, is halved until the record at
/// fault stands alone. Safe for concurrent use.
/// </summary>
/// <param name="client">The client; not disposed of.</param>
/// <param name="options">Valid settings.</param>
/// <param name="time">The clock of the waits between retries; the system's by default.</param>
public sealed class RecordWriter(IAmazonTimestreamWrite client, TimestreamOptions options, TimeProvider? time = null)
{
    private const int StubbornAfterRetries = 2;
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
        var run = new WriteRun(records, new RetryBudget(options, _time), cancellationToken, drain.Token);
        var lanes = Math.Min(options.MaxRequestsInFlight, (records.Count + Batch.MaxRecords - 1) / Batch.MaxRecords);
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => RunLaneAsync(run)));
        return run.ToResult();
    }

    private async Task RunLaneAsync(WriteRun run)
    {
        while (run.TryTakeBatch(out var batch))
        {
            // All parts of one size before the smaller ones: the sound parts show early whether the table works at all.
            var parts = new Queue<Batch>([batch]);
            var answersBefore = run.Answers;
            while (!run.IsStopped && parts.TryDequeue(out var part))
            {
                if (await TrySendAsync(run, part, answersBefore))
                    continue;
                var (first, second) = part.Halves();
                parts.Enqueue(first);
                parts.Enqueue(second);
            }
        }
    }

    /// <summary>Sends one batch until it is settled or the run stops; false where it must be halved.</summary>
    private async Task<bool> TrySendAsync(WriteRun run, Batch batch, int answersBefore)
    {
        var request = WriteRequests.Create(options, run.Records, batch);
        for (var retry = 0; ; retry++)
        {
            run.CountRequest(isRetry: retry > 0);
            try
            {
                await client.WriteRecordsAsync(request, run.DrainToken);
                run.CountAnswer();
                run.Store(batch);
                return true;
            }
            catch (RejectedRecordsException refusal)
            {
                run.CountAnswer();
                return run.TrySettle(batch, refusal.RejectedRecords) || TryRejectSingle(run, batch, refusal.Message);
            }
            catch (Exception exception) when (TimestreamErrors.From(exception, options) is { } failure)
            {
                if (failure.Code == TimestreamErrorCode.InvalidRequest || IsStubborn(failure, retry, batch, run.Answers - answersBefore))
                    return TryRejectSingle(run, batch, failure.Message);
                if (failure.IsTransient && await run.MayRetryAsync(retry + 1))
                    continue;
                run.Stop(failure);
                return true;
            }
        }
    }

    /// <summary>
    /// The service fails on these records again and again. A batch is halved then; a single record is given up only where others were
    /// answered meanwhile, because otherwise the service itself is at fault.
    /// </summary>
    private static bool IsStubborn(TimestreamException failure, int retry, Batch batch, int answers) =>
        failure.Code == TimestreamErrorCode.ServerError && retry >= StubbornAfterRetries && (batch.Count > 1 || answers > 0);

    private static bool TryRejectSingle(WriteRun run, Batch batch, string reason)
    {
        if (batch.Count > 1)
            return false;
        run.Reject(batch.Start, reason);
        return true;
    }
}
