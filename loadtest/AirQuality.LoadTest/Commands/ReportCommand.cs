using System.CommandLine;
using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Reporting.Measured;
using AirQuality.LoadTest.Reporting.Page;

namespace AirQuality.LoadTest.Commands;

/// <summary><c>airquality-loadtest report</c>: a run as one HTML file.</summary>
internal sealed class ReportCommand
{
    private readonly Option<FileInfo?> _results = new("--results") { HelpName = "artillery.json", Description = "What artillery 2 wrote (artillery run --output)" };
    private readonly Option<FileInfo?> _metrics = new("--metrics") { HelpName = "metrics.csv", Description = "What the monitor wrote" };
    private readonly Option<FileInfo?> _scenario = new("--scenario") { HelpName = "scenario.yaml", Description = "The scenario that artillery ran, for the stages and the thresholds; results do not tell them" };
    private readonly Option<string?> _environment = new("--environment") { Description = "The environment of the scenario that artillery ran (artillery run --environment)" };
    private readonly Option<FileInfo> _out = new("--out") { HelpName = "report.html", Description = "The file to write", Required = true };
    private readonly Option<string> _title = new("--title") { Description = "The report's title", DefaultValueFactory = _ => "Load test" };

    /// <summary>The verb.</summary>
    public Command Build()
    {
        var command = new Command("report", """
            Draw a run as one HTML file: CPU of each instance, their number, requests, response times, stages.

            Give --results, --metrics or both; what is missing is left out and said. Missed thresholds are shown; they do not change the exit code.

            Exit codes: 0 done · 2 usage · 3 a file is missing, unreadable or no such file · 130 interrupted.
            """)
        {
            _results, _metrics, _scenario, _environment, _out, _title,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(_results) is null && result.GetResult(_metrics) is null)
                result.AddError("a report needs --results, --metrics or both.");
            if (result.GetResult(_environment) is not null && result.GetResult(_scenario) is null)
                result.AddError("--environment is one of a --scenario; give that too.");
        });
        command.SetAction((parsed, cancellationToken) => Failures.GuardAsync(parsed.InvocationConfiguration.Error, () => RunAsync(parsed, cancellationToken)));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (results, metrics, scenario) = (parsed.GetValue(_results), parsed.GetValue(_metrics), parsed.GetValue(_scenario));
        var run = new RunRecord
        {
            Title = parsed.GetRequiredValue(_title),
            Sources = [.. new[] { results, metrics, scenario }.OfType<FileInfo>().Select(file => file.Name)],
            Results = results is null ? null : ArtilleryResults.Read(results.FullName),
            Lives = metrics is null ? [] : InstanceLife.Of(MetricsCsv.Read(metrics.FullName)),
            Scenario = scenario is null ? null : ScenarioFile.Read(scenario.FullName, parsed.GetValue(_environment)),
        };
        var target = parsed.GetRequiredValue(_out).FullName;
        await File.WriteAllTextAsync(target, ReportPage.Write(run), cancellationToken);
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"wrote {target}: {run.Lives.Count} instances, {run.Results?.Periods.Count ?? 0} periods, {run.Stages.Count} stages");
        return ExitCode.Done;
    }
}
