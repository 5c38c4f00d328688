using System.CommandLine;
using AirQuality.Core.Cycle;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Landing;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Commands;

/// <summary><c>airquality replay</c>: writes what earlier cycles left behind. Repeating it changes nothing.</summary>
internal sealed class ReplayCommand(IEngine engine)
{
    private readonly CommonOptions _common = new();
    private readonly WaitOption _wait = new();
    private readonly Option<bool> _all = new("--all") { Description = "Go over every snapshot in landing/ again, not only those that a cycle was cut short on" };
    private readonly Option<bool> _deadLetters = new("--dead-letters") { Description = "Offer refused records to the table again" };
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object a line: one a snapshot, then the totals" };

    /// <summary>The verb.</summary>
    public Command Build(TimeProvider time)
    {
        var command = new Command("replay", "Write the spool, then the snapshots that a cycle was cut short on. What the table holds stays as it is.\n\nExit codes: 0 done · 3 configuration · 4 a landed snapshot cannot be read · 5 table unreachable · 6 records were refused · 130 interrupted.")
        {
            _all, _deadLetters, _json,
        };
        _wait.AddTo(command);
        _common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.GuardAsync(parsed.InvocationConfiguration.Error, stopping => RunAsync(parsed, time, stopping), cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = _common.Load(parsed);
        SettingsLoader.Validate(settings);
        using var cycleLock = await _wait.LockAsync(parsed, settings, time, cancellationToken);
        using var backfillLock = parsed.GetValue(_deadLetters) ? new DataFolder(settings.Data).LockBackfills() : null; // it adds to the same files
        await using var table = await TableConnection.OpenAsync(settings, _common.Local(parsed), time, cancellationToken);
        using var runtime = engine.OpenCycles(table, settings);
        using var fetcher = new FeedFetcher(settings, time);
        var cycles = new CycleEngine(settings, table, runtime, fetcher, new CycleProgress(parsed.InvocationConfiguration.Error), time);
        var output = parsed.InvocationConfiguration.Output;
        var asJson = parsed.GetValue(_json);

        var (counts, failure) = await cycles.CatchUpAsync(cancellationToken);
        counts ??= CatchUp.Nothing;
        var exit = failure is null ? ExitCode.Ok : Failures.ExitCodeOf(failure);
        if (parsed.GetValue(_all))
        {
            await foreach (var report in cycles.ReplayLandedAsync(cancellationToken))
            {
                CycleReportView.Print(report, asJson, output);
                counts = counts.Plus(report);
            }
        }
        if (parsed.GetValue(_deadLetters))
        {
            var letters = await cycles.ReplayDeadLettersAsync(cancellationToken);
            counts = counts with { Stored = counts.Stored + letters.Stored, Rejected = counts.Rejected + letters.Rejected };
            exit = letters.Failure is { } e ? Failures.ExitCodeOf(e) : exit;
        }

        CycleReportView.Print(counts, asJson, output);
        return exit != ExitCode.Ok ? exit : counts.Rejected > 0 ? ExitCode.Partial : ExitCode.Ok;
    }
}
