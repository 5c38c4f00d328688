using System.Collections.Concurrent;
using System.ComponentModel;
using System.Threading.Channels;
using AirQuality.Api.Steps.Templates;

namespace AirQuality.Api.Steps.Local;

/// <summary>Runs the steps of this machine, one at a time, in the order they came.</summary>
internal sealed partial class LocalStepQueue(
    LocalStepBook book, LocalStepFolder folder, LocalStepPlace place, StepSettings settings, TimeProvider time, ILogger<LocalStepQueue> logger) : BackgroundService
{
    // The host waits 30 s for all that it runs.
    private static readonly TimeSpan _graceAtTheEnd = TimeSpan.FromSeconds(20);
    private const string NotKept = "not-kept";
    private readonly Channel<string> _waiting = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    /// <summary>Puts a step at the end.</summary>
    public void Enqueue(string id) => _waiting.Writer.TryWrite(id);

    /// <summary>Tells a step that runs to end; the book has it so already.</summary>
    public void Stop(string id)
    {
        if (!_running.TryGetValue(id, out var stop))
            return;
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself at this moment.
        }
    }

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var id in book.Restore())
            Enqueue(id);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var id in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            // The channel gives what it has also when it is told to stop; those that wait are for the next server.
            stoppingToken.ThrowIfCancellationRequested();
            try
            {
                await RunAsync(id, stoppingToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A full disk ends a step and not the server.
                LogFolderFailed(logger, e, id);
                book.EndUnsaved(id, new(NotKept, $"The folder of the steps cannot be written: {e.Message}", null));
            }
        }
    }

    private async Task RunAsync(string id, CancellationToken serverStops)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(serverStops);
        _running[id] = stop;
        try
        {
            // Cancelled while it waited, or not.
            if (book.Change(id, step => step.State == StepState.Pending ? step with { State = StepState.Running, Started = book.Now() } : null) is ({ } step, true))
                await RunAsync(step, stop.Token, serverStops);
        }
        finally
        {
            _running.TryRemove(id, out _);
        }
    }

    private async Task RunAsync(LocalStep step, CancellationToken stop, CancellationToken serverStops)
    {
        Func<LocalStep, LocalStep> end;
        using (var log = new StepLogWriter(folder.CreateLog(step.Id), settings.Local.MaxLogBytes))
        {
            try
            {
                var arguments = StepTemplate.Of(step.Request.JobName).FillProgramArguments(TemplateValues.Of(step.Request, settings, place.Now()));
                log.Note($"airquality {string.Join(' ', arguments)}");
                var grace = () => serverStops.IsCancellationRequested ? _graceAtTheEnd : TimeSpan.FromSeconds(settings.Local.GraceSeconds);
                var code = await StepProcess.RunAsync(settings.Local.Program, arguments, log, grace, time, stop);
                end = now => Ended(now, code, log.LastLine, serverStops.IsCancellationRequested);
            }
            catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException or Problems.ProblemException)
            {
                log.Note(e.Message);
                end = now => now with { State = StepState.Failed, Failure = new("not-started", $"The program could not be run: {e.Message}", null) };
            }
        }
        book.Change(step.Id, now => end(now) with { Ended = book.Now() });
    }

    private static LocalStep Ended(LocalStep step, int code, string? lastLine, bool serverStops)
    {
        if (code == 0)
            return step with { State = StepState.Completed };
        if (step.State == StepState.CancelPending)
            return step with { State = StepState.Cancelled };
        if (serverStops)
            return step with { State = StepState.Interrupted, Failure = ExitReasons.ServerEnded };
        var failure = ExitReasons.Of(code, lastLine, $"/v1/steps/{step.Id}/log");
        return step with { State = failure.Reason == "interrupted" ? StepState.Interrupted : StepState.Failed, Failure = failure };
    }

    [LoggerMessage(61, LogLevel.Error, "The folder of the steps cannot be written; the step {Id} is given up")]
    private static partial void LogFolderFailed(ILogger log, Exception exception, string id);
}
