using AirQuality.Core.Cycle;
using AirQuality.Jobs.Landing;

namespace AirQuality.Jobs.Commands;

/// <summary>A cycle's report and the exit code that it stands for.</summary>
/// <param name="Report">What was done.</param>
/// <param name="Exit">The exit code of a program that runs this cycle alone.</param>
internal sealed record CycleResult(CycleReport Report, ExitCode Exit)
{
    /// <summary>Runs a cycle; a failure becomes a report too, so that a script finds one JSON object however it ended.</summary>
    public static async Task<CycleResult> OfAsync(FeedSource feed, Func<Task<CycleReport>> run, CancellationToken cancellationToken)
    {
        try
        {
            var report = await run();
            return new(report, ExitCodeOf(report));
        }
        catch (Exception e)
        {
            var failure = Failures.Describe(e, cancellationToken);
            var state = failure.Exit == ExitCode.Interrupted && cancellationToken.IsCancellationRequested ? CycleState.Interrupted : CycleState.Failed;
            return new(new CycleReport { State = state, Feed = feed.Name, AveragingMinutes = feed.AveragingMinutes, Error = failure.Error }, failure.Exit);
        }
    }

    /// <summary>The exit code of a cycle that did not fail.</summary>
    public static ExitCode ExitCodeOf(CycleReport report) => report.State switch
    {
        CycleState.Interrupted => ExitCode.Interrupted,
        CycleState.Empty => ExitCode.Upstream,
        CycleState.Spooled => report.Error is { Retryable: false } ? ExitCode.Configuration : ExitCode.Sink,
        _ when report.Malformed + report.Rejected + (report.CaughtUp?.Rejected ?? 0) > 0 => ExitCode.Partial,
        _ => ExitCode.Ok,
    };
}
