using AirQuality.Core.Archive;
using AirQuality.Core.Records;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Backfill;

/// <summary>
/// Does a unit: reads one sensor's files in order, makes the rolling means, writes them. Repeating it changes nothing, so whoever runs
/// it may fail and run it again. It keeps nothing on disk; the batches it reports are for the caller to keep.
/// </summary>
/// <param name="writer">Writes the records.</param>
/// <param name="pacer">Holds the writer back.</param>
/// <param name="time">The clock of dead letters.</param>
internal sealed class SensorBackfill(RecordWriter writer, WritePacer pacer, TimeProvider time)
{
    /// <summary>A file that was listed, and was no longer there when it was to be read.</summary>
    public const string Gone = "gone";

    /// <summary>An hour whose newest row lies outside the area asked for.</summary>
    public const string OutsideArea = "outside_area";

    // Four months of one sensor: enough for full requests in flight, little enough to lose to a crash.
    private const int RecordsABatch = 3_000;
    private const int RecordsATurn = 400;

    /// <summary>Does the unit until its end, or until the table or the source fails.</summary>
    /// <param name="unit">What is to be done.</param>
    /// <param name="source">Where its files are.</param>
    /// <param name="onBatch">Told of each batch once it is settled.</param>
    /// <param name="cancellationToken">Ends the unit early: requests in flight are finished, no file is begun.</param>
    public async Task<UnitOutcome> RunAsync(
        BackfillUnit unit,
        IArchiveSource source,
        Func<SettledBatch, Task> onBatch,
        CancellationToken cancellationToken)
    {
        var history = new SensorHistory(unit.SensorId, unit.Known);
        var outcome = new UnitOutcome(unit.Days.Count(day => day is { IsWarmUp: false, File: not null }));
        var batch = new SensorBatch();
        try
        {
            foreach (var day in unit.Days)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var file = day.File is null ? null : await source.ReadAsync(day.File.Location, cancellationToken);
                var added = history.Add(day.Day, file is null ? null : day.File!.Name, file ?? default);
                Take(unit, day, file, added, batch);
                outcome = outcome with { FilesLeft = outcome.FilesLeft - (day is { IsWarmUp: false, File: not null } ? 1 : 0) };
                if (batch.Records.Count < RecordsABatch)
                    continue;
                outcome = await SettleAsync(batch, outcome, onBatch, cancellationToken);
                batch = new SensorBatch();
                if (outcome.TableFailure is not null)
                    return outcome;
            }
        }
        catch (ArchiveException e)
        {
            outcome = outcome with { SourceFailure = new(e.Code, e.Message, Retryable: !e.Refused) };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was read before is settled below, as far as the writer still may.
        }

        return await SettleAsync(batch, outcome, onBatch, cancellationToken);
    }

    private void Take(BackfillUnit unit, UnitDay day, ReadOnlyMemory<byte>? file, ArchiveDay added, SensorBatch batch)
    {
        var bytes = file?.Length ?? 0;
        if (day.IsWarmUp)
        {
            batch.Count(new BackfillCounts { WarmUpFiles = 1, Bytes = bytes });
            return;
        }

        var damage = day.File is null ? null : file is null ? Gone : added.FileDamage;
        var readings = added.Readings.Where(reading => unit.Area?.Contains(reading.Latitude, reading.Longitude) ?? true).ToList();
        batch.Add(day, readings.Select(reading => RecordBuilder.Build(reading) with { Version = day.Version }));
        batch.Count(CountsOf(added) with
        {
            FilesRead = day.File is not null && damage is null ? 1 : 0,
            FilesDamaged = damage is null ? BackfillCounts.Nothing.FilesDamaged : One(damage),
            Bytes = bytes,
        });
        if (added.Readings.Count > readings.Count)
            batch.Count(new BackfillCounts { Filtered = One(OutsideArea, added.Readings.Count - readings.Count) });
        if (day.File is not null)
            batch.DeadLetters.AddRange(LettersOf(day.File, damage, added.Rows));
    }

    private static BackfillCounts CountsOf(ArchiveDay day) => new()
    {
        Days = 1,
        Hours = day.Readings.Count + day.TooSparse + day.Filtered.Total,
        TooSparse = day.TooSparse,
        Filtered = day.Filtered,
        Rows = day.Rows.Rows,
        RowsMalformed = day.Rows.Malformed,
        RowsWithoutValues = day.Rows.WithoutValues,
        RowsMerged = day.Rows.Merged,
        RowsUsed = day.Rows.Used,
        FilteredValues = day.Rows.FilteredValues,
    };

    // One letter a file and reason: a file that a spreadsheet went over has hundreds of bad rows, and is still to be had from the archive.
    private IEnumerable<DeadLetter> LettersOf(ArchiveFile file, string? damage, ArchiveRowCounts rows)
    {
        if (damage is not null)
            yield return Letter(damage, "The file could not be used.");
        foreach (var (reason, count) in rows.Malformed)
            yield return Letter(reason, FormattableString.Invariant($"{count} of {rows.Rows} rows could not be used."));

        DeadLetter Letter(string reason, string detail) => new()
        {
            Kind = "entry",
            Reason = reason,
            Source = file.Location,
            At = time.GetUtcNow(),
            Detail = detail,
            Raw = file.Location, // told apart by what they are about
        };
    }

    private async Task<UnitOutcome> SettleAsync(
        SensorBatch batch, UnitOutcome outcome, Func<SettledBatch, Task> onBatch, CancellationToken cancellationToken)
    {
        var write = await WriteAsync(batch.Records, cancellationToken);
        await onBatch(batch.Settle(write, time));
        return outcome with
        {
            TableFailure = write.Failure is { } e ? new(e.StableCode, e.Message, e.IsTransient) : null,
            Stored = outcome.Stored + write.Stored,
            TooOld = outcome.TooOld + write.Rejected.Count(one => RejectionReason.IsTime(one.Reason)),
        };
    }

    private async Task<BatchWrite> WriteAsync(IReadOnlyList<AirRecord> records, CancellationToken cancellationToken)
    {
        var write = new BatchWrite();
        foreach (var turn in records.Chunk(RecordsATurn))
        {
            if (write.Failure is null && await MayWriteAsync(turn.Length, cancellationToken))
                write.Add(await writer.WriteAsync(turn, cancellationToken));
            else
                write.Undelivered.AddRange(turn);
        }

        return write;
    }

    private async Task<bool> MayWriteAsync(int records, CancellationToken cancellationToken)
    {
        try
        {
            await pacer.WaitAsync(records, cancellationToken);
            return !cancellationToken.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static Dictionary<string, long> One(string reason, long times = 1) => new() { [reason] = times };
}
