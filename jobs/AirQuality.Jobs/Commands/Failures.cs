using AirQuality.Core.Cycle;
using AirQuality.Core.Feed;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Landing;
using AirQuality.Jobs.Settings;
using AirQuality.Timestream;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.Jobs.Commands;

/// <summary>A failure as the user sees it.</summary>
/// <param name="Exit">The exit code.</param>
/// <param name="Error">A stable code, and what happened, to which input, and what to do.</param>
internal sealed record Failure(ExitCode Exit, CycleError Error);

/// <summary>The one place that turns exceptions into exit codes and messages.</summary>
internal static class Failures
{
    /// <summary>Describes an exception; what nobody foresaw is <see cref="ExitCode.Unexpected"/>.</summary>
    public static Failure Describe(Exception exception) => exception switch
    {
        OperationCanceledException => new(ExitCode.Interrupted, new("interrupted", "Stopped before it was done; nothing was left half-written.")),
        ConfigurationException e => new(ExitCode.Configuration, new("configuration", e.Message)),
        FeedException e => new(ExitCode.Upstream, new(e.Code, e.Message, !e.Refused)),
        ArchiveException e => new(ExitCode.Upstream, new(e.Code, e.Message, !e.Refused)),
        FeedFormatException e => new(ExitCode.Upstream, new($"feed_{e.Reason}", $"{e.Message} Nothing was stored.")),
        TimestreamException e => new(ExitCodeOf(e), new(e.StableCode, e.Message, e.IsTransient)),
        EngineException e => new(ExitCode.Unexpected, new("engine_failed", e.Message, Retryable: true)),
        StorageException e => new(ExitCode.Configuration, new("store_unusable", e.Message)),
        UnauthorizedAccessException e => new(ExitCode.Configuration, new("data_folder", $"The data folder cannot be used: {e.Message}")),
        IOException e => new(ExitCode.Unexpected, new("data_folder", $"The data folder cannot be read or written: {e.Message}")),
        _ => new(ExitCode.Unexpected, new("unexpected", $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}")),
    };

    /// <summary>
    /// Describes an exception of something that may have been told to stop: what breaks under a program that is ending, such as a connection
    /// that was just closed, is the end and no fault of its own.
    /// </summary>
    /// <summary>Describes an exception of a program that may have been told to stop: what breaks then is a part of the stop.</summary>
    public static Failure Describe(Exception exception, CancellationToken stopping) => Describe(exception) switch
    {
        { Exit: ExitCode.Unexpected } failure when stopping.IsCancellationRequested =>
            new(ExitCode.Interrupted, new("interrupted", $"Stopped before it was done; the next run makes it good. What it was at ended with: {failure.Error.Message}")),
        var failure => failure,
    };

    /// <summary>Whether waiting helps (the table is away) or a person must (a permission, a name, a query).</summary>
    public static ExitCode ExitCodeOf(TimestreamException exception) => exception switch
    {
        { Code: TimestreamErrorCode.Cancelled } => ExitCode.Interrupted,
        { IsTransient: true } => ExitCode.Sink,
        _ => ExitCode.Configuration,
    };

    /// <summary>Runs a verb; an exception becomes one line on standard error and an exit code, never a stack trace.</summary>
    public static async Task<int> GuardAsync(TextWriter error, Func<CancellationToken, Task<ExitCode>> run, CancellationToken stopping)
    {
        try
        {
            return (int)await run(stopping);
        }
        catch (Exception e)
        {
            var failure = Describe(e, stopping);
            await error.WriteLineAsync($"airquality: {failure.Error.Message}");
            return (int)failure.Exit;
        }
    }
}
