using System.Globalization;
using AirQuality.Jobs.Backfill;
using Spectre.Console;

namespace AirQuality.Jobs.Commands;

/// <summary>Says on standard error how far a backfill is: one status line on a terminal, a plain line now and then elsewhere.</summary>
internal sealed class BackfillProgress(TextWriter error, TimeProvider time)
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(10);

    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
    private volatile BackfillTally? _tally;

    /// <summary>Shows what is done while <paramref name="work"/> runs.</summary>
    public Task<T> ShowAsync<T>(Func<Action<BackfillTally>, Task<T>> work) => _console.Profile.Out.IsTerminal
        ? _console.Status().StartAsync("listing", status => WatchAsync(work, OnTerminal, text => status.Status(Markup.Escape(text))))
        : WatchAsync(work, Elsewhere, error.WriteLine);

    private async Task<T> WatchAsync<T>(Func<Action<BackfillTally>, Task<T>> work, TimeSpan every, Action<string> say)
    {
        using var done = new CancellationTokenSource();
        var saying = SayAsync(every, say, done.Token);
        try
        {
            return await work(tally => _tally = tally);
        }
        finally
        {
            await done.CancelAsync();
            await saying;
        }
    }

    private async Task SayAsync(TimeSpan every, Action<string> say, CancellationToken done)
    {
        using var timer = new PeriodicTimer(every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(done))
            {
                if (_tally is { } tally)
                    say(TextOf(tally.Report));
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
    }

    private static string TextOf(BackfillReport report)
    {
        if (report.Files == 0)
            return "listing the archive";
        var files = report.FilesFinishedBefore + report.Counts.FilesRead + BackfillCounts.Sum(report.Counts.FilesDamaged);
        return string.Create(CultureInfo.InvariantCulture,
            $"{report.SensorsDone:N0} of {report.Sensors:N0} sensors, {files:N0} of {report.Files:N0} files, {report.Counts.Stored:N0} hours stored");
    }
}
