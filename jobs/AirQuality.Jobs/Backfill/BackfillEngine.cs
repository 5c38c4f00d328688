using AirQuality.Core.Archive;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Settings;
using AirQuality.Timestream;
using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Backfill;

/// <summary>Runs a backfill in this process: lists the archive, hands out units, keeps dead letters and the manifest.</summary>
internal sealed class BackfillEngine(
    AirQualitySettings settings, TableConnection table, IArchiveSource source, Action<BackfillTally> onBegun, TimeProvider time)
{
    private static readonly TimeSpan LiveSpan = TimeSpan.FromHours(24);

    private readonly DeadLetters _deadLetters = new(new DataFolder(settings.Data).DeadLetter);
    private readonly Manifests _manifests = new(Path.Combine(new DataFolder(settings.Data).Backfill, table.Address.Destination));

    /// <summary>Does what is asked for and not done yet.</summary>
    /// <exception cref="ArchiveException">The source cannot be listed.</exception>
    /// <exception cref="TimestreamException">The table cannot be asked.</exception>
    public async Task<BackfillReport> RunAsync(BackfillRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();

        // The archive gets a day's file on the next morning; before, the day's hours are not all past.
        var yesterday = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1);
        request = request with { To = request.To < yesterday ? request.To : yesterday };
        var tally = new BackfillTally(new BackfillReport
        {
            State = BackfillState.Interrupted,
            Source = request.Source,
            From = request.From,
            To = request.To,
            Target = table.Address.Target,
        });
        onBegun(tally);
        if (await table.EnsureTableAsync(cancellationToken) is { } away)
            throw away;
        var live = await LiveSensorsAsync(cancellationToken);
        var listing = await ArchiveListing.ReadAsync(source, request, cancellationToken);
        tally.Count(listing);

        var backfill = new SensorBackfill(table.Writer, new WritePacer(RateOf(settings.Backfill, table.Options), time), time);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = settings.Backfill.Concurrency, CancellationToken = CancellationToken.None };
        await Parallel.ForEachAsync(listing.Sensors, parallel, async (sensor, _) =>
        {
            if (tally.IsStopped || cancellationToken.IsCancellationRequested)
                tally.CountLeft(sensor.Value.Keys.Count(day => day >= request.From));
            else
                await DoAsync(backfill, sensor.Key, sensor.Value, request, live, tally, cancellationToken);
        });
        return Concluded(tally, cancellationToken) with { Milliseconds = time.GetElapsedTime(started).TotalMilliseconds };
    }

    private async Task DoAsync(
        SensorBackfill backfill,
        (long SensorId, string SensorType) sensor,
        Dictionary<DateOnly, ArchiveFile> files,
        BackfillRequest request,
        IReadOnlyDictionary<long, KnownSensor> live,
        BackfillTally tally,
        CancellationToken cancellationToken)
    {
        var id = BackfillUnit.IdOf(sensor.SensorId, sensor.SensorType);
        var earlier = await _manifests.ReadAsync(id, CancellationToken.None);
        var plan = SensorPlan.Of(sensor.SensorId, sensor.SensorType, files, request, earlier, live.GetValueOrDefault(sensor.SensorId));
        tally.CountFinishedBefore(plan.FilesFinished);
        if (plan.Unit.Days.Count == 0)
        {
            tally.Count(new UnitOutcome(BackfillCounts.Nothing, 0, null, null));
            return;
        }

        var manifest = plan.Begun;
        await _manifests.WriteAsync(id, manifest);
        var outcome = await backfill.RunAsync(plan.Unit, (file, token) => source.ReadAsync(file.Location, token), KeepAsync, cancellationToken);
        tally.Count(outcome);

        // In this order: a day is finished once nothing of it can be lost.
        async Task KeepAsync(SensorBatch batch)
        {
            await _deadLetters.AddAsync($"backfill-{id}", batch.DeadLetters, CancellationToken.None);
            if (batch.Finished.Count > 0)
            {
                var finished = batch.Finished.Select(day => day.Day).ToHashSet();
                manifest = manifest with { Days = [.. manifest.Days.Select(day => finished.Contains(day.Day) ? day with { Finished = true } : day)] };
                await _manifests.WriteAsync(id, manifest);
            }

            tally.Count(batch.Counts);
        }
    }

    private async Task<IReadOnlyDictionary<long, KnownSensor>> LiveSensorsAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await new LiveSensorsQuery(table.Queries, table.Options)
            .ReadAsync((now - LiveSpan).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), cancellationToken);
    }

    // A server on this machine takes what it can; one elsewhere is shared with others.
    private static int? RateOf(BackfillSettings settings, TimestreamOptions options) =>
        settings.RecordsPerSecond is { } asked ? asked == 0 ? null : asked
        : options.Endpoint is { IsLoopback: true } ? null
        : BackfillSettings.RecordsPerSecondElsewhere;

    private static BackfillReport Concluded(BackfillTally tally, CancellationToken cancellationToken)
    {
        var report = tally.Report;
        return tally switch
        {
            _ when cancellationToken.IsCancellationRequested && (report.FilesLeft > 0 || report.Counts.Undelivered > 0) =>
                report with { State = BackfillState.Interrupted, Error = new("interrupted", "Stopped before it was done. Finished days are kept: run the same command to go on.") },
            { TableFailure: { } e } => report with
            {
                State = BackfillState.TableFailed,
                Error = new(e.StableCode, $"{e.Message} Finished days are kept: run the same command to go on.", e.IsTransient),
            },
            { SourceFailure: { } e } => report with
            {
                State = BackfillState.SourceFailed,
                Error = new(e.Code, $"{e.Message} Finished days are kept: run the same command to go on.", !e.Refused),
            },
            _ when report.Files == 0 => report with
            {
                State = BackfillState.Empty,
                Error = new("archive_empty", $"'{report.Source}' has no archive file of what was asked for. Files are named 2018-04-02_sds011_sensor_5331.csv and lie in it, in 2018-04-02/ or in 2018/2018-04-02/."),
            },
            _ => report with { State = report.Counts.Days == 0 ? BackfillState.Unchanged : BackfillState.Done },
        };
    }
}
