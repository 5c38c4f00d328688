using AirQuality.Core.Archive;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Settings;
using AirQuality.Timestream;
using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Backfill;

/// <summary>Runs a backfill: lists the archive, has its units done, concludes.</summary>
internal sealed class BackfillEngine(
    AirQualitySettings settings, TableConnection table, IArchiveSource source, IBackfillRuntime runtime, Action<BackfillTally> onBegun, TimeProvider time)
{
    private static readonly TimeSpan LiveSpan = TimeSpan.FromHours(24);

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

        var folder = new DataFolder(settings.Data);
        var ledger = new BackfillLedger(
            new Manifests(Path.Combine(folder.Backfill, table.Address.Destination)), new DeadLetters(folder.DeadLetter), tally);
        await runtime.RunAsync(new BackfillWork(listing, request, live, ledger, tally), cancellationToken);
        return Concluded(tally, cancellationToken) with { Milliseconds = time.GetElapsedTime(started).TotalMilliseconds };
    }

    private async Task<IReadOnlyDictionary<long, KnownSensor>> LiveSensorsAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await new LiveSensorsQuery(table.Queries, table.Options)
            .ReadAsync((now - LiveSpan).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), cancellationToken);
    }

    private static BackfillReport Concluded(BackfillTally tally, CancellationToken cancellationToken)
    {
        const string goOn = "Finished days are kept: run the same command to go on.";
        var report = tally.Report;
        return tally switch
        {
            _ when cancellationToken.IsCancellationRequested && (report.FilesLeft > 0 || report.Counts.Undelivered > 0) =>
                report with { State = BackfillState.Interrupted, Error = new("interrupted", $"Stopped before it was done. {goOn}", Retryable: true) },
            { TableFailure: { } e } => report with { State = BackfillState.TableFailed, Error = e with { Message = $"{e.Message} {goOn}" } },
            { SourceFailure: { } e } => report with { State = BackfillState.SourceFailed, Error = e with { Message = $"{e.Message} {goOn}" } },
            _ when report.Files == 0 => report with
            {
                State = BackfillState.Empty,
                Error = new("archive_empty", $"'{report.Source}' has no archive file of what was asked for. Files are named 2018-04-02_sds011_sensor_5331.csv and lie in it, in 2018-04-02/ or in 2018/2018-04-02/."),
            },
            _ => report with { State = report.Counts.Days == 0 ? BackfillState.Unchanged : BackfillState.Done },
        };
    }
}
