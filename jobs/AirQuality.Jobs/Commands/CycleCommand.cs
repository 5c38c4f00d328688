using System.CommandLine;
using AirQuality.Core.Cycle;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Landing;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Commands;

/// <summary><c>airquality cycle</c>: takes the feed through every stage, once or for ever.</summary>
internal sealed class CycleCommand(IEngine engine)
{
    private readonly CommonOptions _common = new();
    private readonly WaitOption _wait = new();
    private readonly DeadLettersOption _deadLetters = new();
    private readonly Option<string?> _feed = new("--feed") { Description = "24h, 5m, a file (JSON, plain or gzipped), a URL or s3://bucket/key [default: 24h]", HelpName = "feed" };
    private readonly Option<int?> _averaging = new("--averaging-minutes") { Description = "Over how many minutes the feed's values are means, if its name does not tell", HelpName = "n" };
    private readonly Option<bool> _once = new("--once") { Description = "Run one cycle and exit (the default)" };
    private readonly Option<TimeSpan?> _every = new("--every")
    {
        Description = "Run until stopped, one cycle each 10s, 5m, …; pauses grow while cycles fail",
        HelpName = "duration",
        CustomParser = result =>
        {
            if (Duration.TryParse(result.Tokens[0].Value, out var duration))
                return duration;
            result.AddError($"--every: '{result.Tokens[0].Value}' is no duration; write 30s, 5m or 1h, a day at most.");
            return null;
        },
    };
    private readonly Option<bool> _replayAsNow = new("--replay-as-now")
    {
        Description = "Move a recorded snapshot in time so that its newest reading is now; the same snapshot keeps its times for an hour",
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print the report as one JSON object a line" };

    /// <summary>The verb.</summary>
    public Command Build(TimeProvider time)
    {
        var command = new Command("cycle", "Fetch a feed, index it, and store what is new.\n\nExit codes: 0 done · 2 usage · 3 configuration · 4 feed unavailable, no feed, or empty · 5 table unreachable, readings spooled · 6 done, but some entries or records were dead-lettered · 130 interrupted.")
        {
            _feed, _averaging, _once, _every, _replayAsNow, _json,
        };
        _wait.AddTo(command);
        _deadLetters.AddTo(command);
        _common.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_once) && result.GetValue(_every) is not null)
                result.AddError("--once and --every exclude each other.");
        });
        command.SetAction((parsed, cancellationToken) => Failures.GuardAsync(parsed.InvocationConfiguration.Error, stopping => RunAsync(parsed, time, stopping), cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = _common.Load(parsed);
        settings.Feed.Source = parsed.GetValue(_feed) ?? settings.Feed.Source;
        settings.Feed.AveragingMinutes = parsed.GetValue(_averaging) ?? settings.Feed.AveragingMinutes;
        SettingsLoader.Validate(settings);
        var feed = FeedSource.Parse(settings.Feed.Source, settings.Feed.AveragingMinutes);

        await using var table = await TableConnection.OpenAsync(settings, _common.Local(parsed), time, cancellationToken);
        using var runtime = engine.OpenCycles(table, settings);
        using var fetcher = new FeedFetcher(settings, time);
        var output = parsed.InvocationConfiguration.Output;
        var progress = new CycleProgress(parsed.InvocationConfiguration.Error);
        var cycles = new CycleEngine(settings, table, runtime, fetcher, progress, time);
        var asJson = parsed.GetValue(_json);

        // The folder is taken for one cycle at a time, so that a cycle that somebody asks for finds its turn beside one that goes on for ever.
        async Task<CycleReport> TakeTurnAsync(CancellationToken token)
        {
            using var turn = await _wait.LockAsync(parsed, settings, time, token);
            if (_wait.ChangedHands(turn))
                runtime.Forget();
            return await cycles.RunAsync(feed, parsed.GetValue(_replayAsNow), token);
        }

        async Task<CycleResult> CycleAsync(CancellationToken token)
        {
            var result = await progress.ShowAsync(() => CycleResult.OfAsync(feed, () => TakeTurnAsync(token), token));
            CycleReportView.Print(result.Report, asJson, output);
            return result;
        }

        if (parsed.GetValue(_every) is not { } every)
            return _deadLetters.Judge(parsed, (await CycleAsync(cancellationToken)).Exit);
        await new CycleLoop(every, time).RunAsync(async token => (await CycleAsync(token)).Report, cancellationToken);
        return ExitCode.Interrupted;
    }
}
