using System.CommandLine;
using System.Globalization;
using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Commands;

/// <summary><c>airquality backfill</c>: fills the table from the daily archive.</summary>
internal sealed class BackfillCommand(IEngine engine)
{
    private readonly CommonOptions _common = new();
    private readonly DeadLettersOption _deadLetters = new();
    private readonly Option<string> _source = new("--source") { Description = "Where the archive is: a folder, a URL that lists its days, or s3://bucket/prefix", HelpName = "where", Required = true };
    private readonly Option<DateOnly?> _from = Day("--from", "First day, UTC");
    private readonly Option<DateOnly?> _to = Day("--to", "Last day, UTC; yesterday at the latest");
    private readonly Option<BoundingBox?> _area = new("--bbox")
    {
        Description = "Only hours measured within it: latitudes in any order, longitudes from west to east",
        HelpName = "lat1,lon1,lat2,lon2",
        CustomParser = result =>
        {
            if (BoundingBox.TryParse(result.Tokens[0].Value, out var box))
                return box;
            result.AddError($"--bbox: '{result.Tokens[0].Value}' is no area; write lat1,lon1,lat2,lon2 such as 47.2,5.8,55.1,15.1.");
            return null;
        },
    };
    private readonly Option<string[]> _types = new("--sensor-type") { Description = "Only sensors of this type, as file names have it; may be repeated", HelpName = "sds011" };
    private readonly Option<long[]> _sensors = new("--sensor") { Description = "Only this sensor; may be repeated", HelpName = "id" };
    private readonly Option<int?> _concurrency = new("--concurrency") { Description = "Sensors at once [default: 4]", HelpName = "n" };
    private readonly Option<int?> _rate = new("--records-per-second") { Description = "Records a second at most, 0 for no limit [default: none on this machine, 1,000 elsewhere]", HelpName = "n" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the report as one JSON object" };

    /// <summary>The verb.</summary>
    public Command Build(TimeProvider time)
    {
        var command = new Command("backfill", "Fill the table from the daily archive: the mean of the last 24 hours at each full hour, and its index. Finished days are kept in a manifest and not done again; a file that has changed is.\n\nExit codes: 0 done · 2 usage · 3 configuration · 4 archive unavailable or empty, or a file unreadable · 5 table unreachable · 6 done, but files, rows or records were dead-lettered · 130 interrupted.")
        {
            _source, _from, _to, _area, _types, _sensors, _concurrency, _rate, _json,
        };
        _deadLetters.AddTo(command);
        _common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.GuardAsync(parsed.InvocationConfiguration.Error, stopping => RunAsync(parsed, time, stopping), cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = _common.Load(parsed);
        settings.Backfill.Concurrency = parsed.GetValue(_concurrency) ?? settings.Backfill.Concurrency;
        settings.Backfill.RecordsPerSecond = parsed.GetValue(_rate) ?? settings.Backfill.RecordsPerSecond;
        SettingsLoader.Validate(settings);
        var request = new BackfillRequest
        {
            Source = parsed.GetRequiredValue(_source),
            From = parsed.GetValue(_from)!.Value,
            To = parsed.GetValue(_to)!.Value,
            Area = parsed.GetValue(_area),
            SensorTypes = (parsed.GetValue(_types) ?? []).Select(type => type.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal),
            Sensors = (parsed.GetValue(_sensors) ?? []).ToHashSet(),
        };
        if (request.To < request.From)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("airquality: --to is before --from.\nTry: airquality backfill --help");
            return ExitCode.Usage;
        }

        var progress = new BackfillProgress(parsed.InvocationConfiguration.Error, time);
        var report = await ReportAsync(
            request, () => progress.ShowAsync(begun => RunAsync(settings, request, parsed, begun, time, cancellationToken)), cancellationToken);
        BackfillReportView.Print(report, parsed.GetValue(_json), parsed.InvocationConfiguration.Output);
        return _deadLetters.Judge(parsed, ExitCodeOf(report));
    }

    private async Task<BackfillReport> RunAsync(
        AirQualitySettings settings, BackfillRequest request, ParseResult parsed, Action<BackfillTally> onBegun, TimeProvider time, CancellationToken cancellationToken)
    {
        using var source = ArchiveSources.Open(request.Source, settings, time);
        using var backfillLock = new DataFolder(settings.Data).LockBackfills();
        await using var table = await TableConnection.OpenAsync(settings, _common.Local(parsed), time, cancellationToken);
        using var runtime = engine.OpenBackfill(table, source, request.Source, settings);
        return await new BackfillEngine(settings, table, source, runtime, onBegun, time).RunAsync(request, cancellationToken);
    }

    // A failure becomes a report too, so that a script finds one JSON object however it ended.
    private static async Task<BackfillReport> ReportAsync(BackfillRequest request, Func<Task<BackfillReport>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (Exception e)
        {
            var failure = Failures.Describe(e, cancellationToken);
            return new BackfillReport
            {
                State = failure.Exit == ExitCode.Interrupted ? BackfillState.Interrupted : BackfillState.Failed,
                Source = request.Source,
                From = request.From,
                To = request.To,
                Error = failure.Error,
                FailedWith = (int)failure.Exit,
            };
        }
    }

    private static ExitCode ExitCodeOf(BackfillReport report) => report.State switch
    {
        BackfillState.Interrupted => ExitCode.Interrupted,
        BackfillState.Failed => (ExitCode)report.FailedWith,
        BackfillState.TableFailed => report.Error is { Retryable: true } ? ExitCode.Sink : ExitCode.Configuration,
        BackfillState.SourceFailed or BackfillState.Empty => ExitCode.Upstream,
        _ => report.DeadLetters > 0 ? ExitCode.Partial : ExitCode.Ok,
    };

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-dd",
        Required = true,
        CustomParser = result =>
        {
            // The first sensors reported in 2015; the bounds keep the day before and the day after within the calendar.
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1971 and <= 2261)
                return day;
            result.AddError($"{name}: '{result.Tokens[0].Value}' is no day; write 2018-04-02.");
            return null;
        },
    };
}
