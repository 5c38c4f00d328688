using AirQuality.Core.Cycle;

namespace AirQuality.Jobs.Backfill;

/// <summary>Adds up what units do while they run, for the progress and the report. Safe for concurrent use.</summary>
/// <param name="empty">The report that nothing was added to yet.</param>
internal sealed class BackfillTally(BackfillReport empty)
{
    // Five sensors in a row: the source is away, and not a file of it broken; the table takes no old hours, and not one sensor's were too old.
    private const int FailuresInARow = 5;

    private readonly Lock _lock = new();
    private BackfillReport _report = empty;
    private int _sourceFailures;
    private int _tooOld;

    /// <summary>The report so far.</summary>
    public BackfillReport Report
    {
        get
        {
            lock (_lock)
                return _report;
        }
    }

    /// <summary>Why the table did not take everything.</summary>
    public CycleError? TableFailure { get; private set; }

    /// <summary>Why a file could not be read, the first time.</summary>
    public CycleError? SourceFailure { get; private set; }

    /// <summary>Whether no further unit is to be begun.</summary>
    public bool IsStopped => TableFailure is not null || SourceFailure is { Retryable: false } || _sourceFailures >= FailuresInARow;

    /// <summary>The listing is known.</summary>
    public void Count(ArchiveListing listing) => Change(report => report with
    {
        Files = listing.Files,
        FilesBadName = listing.BadNames,
        FilesSecondCopy = listing.SecondCopies,
        Sensors = listing.Sensors.Count,
    });

    /// <summary>A unit's batch is settled and kept.</summary>
    public void Count(BackfillCounts counts) => Change(report => report with { Counts = report.Counts.Plus(counts) });

    /// <summary>A sensor's files were finished before.</summary>
    public void CountFinishedBefore(int files) => Change(report => report with { FilesFinishedBefore = report.FilesFinishedBefore + files });

    /// <summary>A unit is not begun.</summary>
    public void CountLeft(int files) => Change(report => report with { FilesLeft = report.FilesLeft + files });

    /// <summary>A unit ended.</summary>
    public void Count(UnitOutcome outcome)
    {
        lock (_lock)
        {
            _report = _report with { FilesLeft = _report.FilesLeft + outcome.FilesLeft, SensorsDone = _report.SensorsDone + 1 };
            TableFailure ??= outcome.TableFailure;
            SourceFailure = outcome.SourceFailure is { Retryable: false } refused ? refused : SourceFailure ?? outcome.SourceFailure;
            _sourceFailures = outcome.SourceFailure is null ? 0 : _sourceFailures + 1;
            _tooOld = outcome.Stored > 0 ? 0 : outcome.TooOld > 0 ? _tooOld + 1 : _tooOld;
            if (_tooOld >= FailuresInARow)
                TableFailure ??= new("table_takes_no_old_rows", $"The table refused every hour of {FailuresInARow} sensors in a row for its age; they are dead letters. {RejectionReason.Remedy}");
        }
    }

    private void Change(Func<BackfillReport, BackfillReport> change)
    {
        lock (_lock)
            _report = change(_report);
    }
}
