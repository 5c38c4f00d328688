using AirQuality.Core.Records;
using Sdk = Amazon.TimestreamWrite.Model;

namespace AirQuality.Timestream.Writing;

/// <summary>
/// The state of one write while its batches are under way. A record is undelivered until its batch settles, so none can fall between the
/// lists.
/// </summary>
/// <param name="records">The records.</param>
/// <param name="budget">The retries that are left.</param>
/// <param name="cancellation">Nothing new is begun after it.</param>
/// <param name="drainToken">Ends what is under way.</param>
internal sealed class WriteRun(
    IReadOnlyList<AirRecord> records, RetryBudget budget, CancellationToken cancellation, CancellationToken drainToken)
{
    private readonly bool[] _stored = new bool[records.Count];
    private readonly Dictionary<int, RejectedRecord> _rejected = [];
    private int _next;
    private int _requests;
    private int _retries;
    private int _answers;
    private TimestreamException? _failure;

    public IReadOnlyList<AirRecord> Records => records;

    public CancellationToken DrainToken => drainToken;

    /// <summary>How often the service took a request, with or without rejected records.</summary>
    public int Answers => Volatile.Read(ref _answers);

    public bool IsStopped => cancellation.IsCancellationRequested || Volatile.Read(ref _failure) is not null;

    public bool TryTakeBatch(out Batch batch)
    {
        var start = Interlocked.Add(ref _next, Batch.MaxRecords) - Batch.MaxRecords;
        batch = new Batch(start, Math.Min(Batch.MaxRecords, records.Count - start));
        return batch.Count > 0 && !IsStopped;
    }

    public void CountRequest(bool isRetry)
    {
        Interlocked.Increment(ref _requests);
        if (isRetry)
            Interlocked.Increment(ref _retries);
    }

    public void CountAnswer()
    {
        Interlocked.Increment(ref _answers);
        budget.GiveBack();
    }

    /// <summary>Waits for a batch's n-th retry, counted from 1; false where there shall be none.</summary>
    public async Task<bool> MayRetryAsync(int retry)
    {
        if (IsStopped || !budget.TryTake())
            return false;
        try
        {
            await budget.WaitAsync(retry, cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        return !IsStopped;
    }

    public void Store(Batch batch) => _stored.AsSpan(batch.Start, batch.Count).Fill(true);

    /// <summary>
    /// The refused ones of a batch are rejected, all its others are stored. False where the answer does not say which: nothing is settled
    /// then.
    /// </summary>
    public bool TrySettle(Batch batch, IReadOnlyList<Sdk.RejectedRecord>? refused)
    {
        if (refused is null or [] || refused.Any(one => one.RecordIndex is not { } index || index < 0 || index >= batch.Count))
            return false;
        Store(batch);
        foreach (var one in refused)
            Reject(batch.Start + one.RecordIndex.GetValueOrDefault(), one.Reason ?? "Timestream gave no reason.", one.ExistingVersion);
        return true;
    }

    public void Reject(int index, string reason, long? existingVersion = null)
    {
        _stored[index] = false;
        lock (_rejected)
            _rejected[index] = new RejectedRecord(records[index], reason, existingVersion);
    }

    /// <summary>No batch is begun from here on; the first failure is the one reported. A cancellation is not the table's failure.</summary>
    public void Stop(TimestreamException failure)
    {
        if (!cancellation.IsCancellationRequested)
            Interlocked.CompareExchange(ref _failure, failure, null);
    }

    public WriteResult ToResult()
    {
        var stored = new List<AirRecord>(records.Count);
        var rejected = new List<RejectedRecord>(_rejected.Count);
        var undelivered = new List<AirRecord>();
        for (var index = 0; index < records.Count; index++)
        {
            if (_stored[index])
                stored.Add(records[index]);
            else if (_rejected.TryGetValue(index, out var refusal))
                rejected.Add(refusal);
            else
                undelivered.Add(records[index]);
        }
        return new WriteResult
        {
            Stored = stored,
            Rejected = rejected,
            Undelivered = undelivered,
            Failure = undelivered.Count == 0 ? null : _failure ?? Cancelled(),
            Requests = _requests,
            Retries = _retries,
        };
    }

    private static TimestreamException Cancelled() =>
        new(TimestreamErrorCode.Cancelled, "The write was cancelled before all records were sent.");
}
