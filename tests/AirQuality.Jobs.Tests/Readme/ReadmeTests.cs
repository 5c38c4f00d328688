using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Engine.InProcess;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Readme;

/// <summary>Runs what the README tells a reader to run. <see cref="RunLocalTests"/> runs its first command.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Commands_OfTheReadme_AreThoseThatTestsRun() => Assert.Equal(
        [
            "./run-local.sh", // RunLocalTests
            "tests/run.sh", // runs this
            "./run-local.sh --serve", // RunLocalTests
            "airquality backfill --source tests/fixtures/archive --from 2018-01-01 --to 2018-12-31",
            "./run-local.sh --engine spark", // SubmitTests of the Spark engine
            "airquality cycle --region eu-west-1 --database air_quality --table readings",
            "airquality cycle --endpoint http://127.0.0.1:8087",
        ],
        Blocks("sh").SelectMany(block => block.Split('\n')).Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0));

    [Fact]
    public void Figures_OfTheReadme_AreThoseOfTheRecordedRun()
    {
        var run = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "bench", "results", "amd-epyc-2-cores.json")))!.AsArray();

        Assert.All(run, row =>
        {
            var line = Text.Split('\n').Single(line => line.StartsWith($"| {row!["name"]} |", StringComparison.Ordinal));
            Assert.Contains($"| {Figure(row!["value"]!.GetValue<double>())} {row["unit"]} |", line, StringComparison.Ordinal);
            var holds = row["holds"] is { } value ? value.GetValue<bool>() ? "yes" : "no" : "";
            Assert.EndsWith($"| {holds} |", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task TestCommand_Help_TellsItsOptions()
    {
        var help = await Repository.ShellAsync("tests/run.sh --help");

        Assert.Equal(0, help.ExitCode);
        Assert.Contains("--long", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CycleAgainstAnEndpoint_StoresThere()
    {
        using var server = AirQualityProcess.Start(["timestream-local", "--data", _folder["store"]]);
        var url = await server.UrlAsync();

        var cycle = await RunAsync("airquality cycle --endpoint http://127.0.0.1:8087".Replace("http://127.0.0.1:8087", $"{url}", StringComparison.Ordinal));

        Assert.True(cycle.ExitCode == (int)ExitCode.Ok, cycle.ToString());
        Assert.Equal(77, cycle.Report["stored"]!.GetValue<int>());
        Assert.StartsWith("http://127.0.0.1:", cycle.Report["target"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    // In this process, because the table takes ten years and the clock must stand still.
    [Fact]
    public async Task Backfill_PrintsWhatTheReadmeShows()
    {
        var command = Blocks("sh").SelectMany(block => block.Split('\n')).Single(line => line.StartsWith("airquality backfill", StringComparison.Ordinal));
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] arguments = [.. command.Replace("tests/fixtures", Fixtures.Root, StringComparison.Ordinal).Split(' ')[1..], "--data", _folder["data"], "--local"];

        var time = new ShiftedTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        var exit = await AirQualityCommand.RunAsync(arguments, output, error, time, new InProcessEngine(time));

        Assert.True(exit == (int)ExitCode.Ok, $"{output}{error}");
        var shown = Blocks("").Single(block => block.Contains("too sparse", StringComparison.Ordinal));
        Assert.Equal(Lines(shown), Lines(output.ToString()));

        static IEnumerable<string> Lines(string text) =>
            text.Split('\n').Select(line => Took().Replace(line, "").Trim()).Where(line => line.Length > 0);
    }

    // Without an account it cannot work; it must say so in a line, keep the readings, and exit as documented.
    [Fact]
    public async Task CycleAgainstAws_WithoutCredentials_SaysWhatIsMissing()
    {
        var cycle = await RunAsync("airquality cycle --region eu-west-1 --database air_quality --table readings",
            ("AWS_EC2_METADATA_DISABLED", "true"), ("AWS_SHARED_CREDENTIALS_FILE", _folder["none"]), ("AWS_CONFIG_FILE", _folder["none"]));

        Assert.Equal((int)ExitCode.Configuration, cycle.ExitCode);
        Assert.Contains("AWS credentials", cycle.Report["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task PythonSnippet_AgainstTheLocalServer_Counts()
    {
        using var server = AirQualityProcess.Start(["timestream-local", "--data", _folder["data"]]);
        var url = await server.UrlAsync();
        await AirQualityProcess.RunAsync(["cycle", "--feed", Fixtures.Milan2020, "--data", _folder["data"]]);
        var snippet = Blocks("python").Single().Replace("http://127.0.0.1:8087", url.ToString().TrimEnd('/'), StringComparison.Ordinal).Trim();
        var script = _folder.Write("readme.py", $"import boto3\nprint({snippet}['Rows'][0]['Data'][0]['ScalarValue'])\n");

        var result = await Repository.ShellAsync($"AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b python3 '{script}'");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("77", result.Output.Trim());
    }

    private Task<ProcessResult> RunAsync(string command, params (string Name, string Value)[] environment) => AirQualityProcess.RunAsync(
        [.. command.Split(' ')[1..], "--feed", Fixtures.Milan2020, "--data", _folder["data"], "--json"], environment);

    private static string Figure(double value) => value.ToString(value < 100 ? "F1" : "N0", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Blocks(string language) =>
        CodeBlock().Matches(Text).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value);

    [GeneratedRegex(@" in [0-9.]+ s\.")]
    private static partial Regex Took();

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeBlock();
}
