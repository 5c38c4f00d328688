using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Engine.InProcess;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Commands;

/// <summary>The command line as a user meets it: in this process, through injected writers.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cycle")]
    [InlineData("replay")]
    [InlineData("backfill")]
    [InlineData("query")]
    [InlineData("timestream-local")]
    public async Task Help_OfAVerb_TellsItsExitCodes(string verb)
    {
        var (exit, output, _) = await RunAsync(verb, "--help");

        Assert.Equal(0, exit);
        Assert.Contains("Exit codes:", output, StringComparison.Ordinal);
        Assert.Contains("--data", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "cycle", "--every", "soon" }, "--every: 'soon' is no duration")]
    [InlineData(new[] { "cycle", "--every", "0s" }, "--every: '0s' is no duration")]
    [InlineData(new[] { "cycle", "--every", "25h" }, "--every: '25h' is no duration")]
    [InlineData(new[] { "cycle", "--once", "--every", "5m" }, "--once and --every exclude each other")]
    [InlineData(new[] { "cycle", "--fedd", "24h" }, "--fedd")]
    [InlineData(new[] { "query", "SELECT 1", "--csv", "--json" }, "--csv and --json exclude each other")]
    [InlineData(new[] { "query" }, "Required argument missing")]
    [InlineData(new[] { "timestream-local", "--port", "70000" }, "--port: must be between 0 and 65535")]
    [InlineData(new[] { "timestream-local", "--address", "here" }, "--address: 'here' is no IP address")]
    [InlineData(new[] { "backfill", "--from", "2018-01-01", "--to", "2018-01-02" }, "--source")]
    [InlineData(new[] { "backfill", "--source", ".", "--from", "2018-01-02", "--to", "2018-01-01" }, "--to is before --from")]
    [InlineData(new[] { "backfill", "--source", ".", "--from", "1.4.2018", "--to", "2018-04-01" }, "--from: '1.4.2018' is no day")]
    [InlineData(new[] { "backfill", "--source", ".", "--from", "2018-04-01", "--to", "2018-02-30" }, "--to: '2018-02-30' is no day")]
    [InlineData(new[] { "backfill", "--source", ".", "--from", "2018-04-01", "--to", "2018-04-01", "--bbox", "91,0,1,1" }, "--bbox: '91,0,1,1' is no area")]
    [InlineData(new[] { "cicle" }, "cicle")]
    public async Task Usage_Wrong_ExitsWith2AndSaysWhat(string[] arguments, string what)
    {
        var (exit, output, error) = await RunAsync(arguments);

        Assert.Equal((int)ExitCode.Usage, exit);
        Assert.Empty(output);
        Assert.Contains(what, error, StringComparison.Ordinal);
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "--database", "x;y" }, "Timestream:Database")]
    [InlineData(new[] { "--table", "a b" }, "Timestream:Table")]
    [InlineData(new[] { "--endpoint", "localhost:80" }, "Timestream:Endpoint")]
    [InlineData(new[] { "--region", "Mars" }, "Timestream:Region")]
    [InlineData(new[] { "--averaging-minutes", "0" }, "Feed:AveragingMinutes")]
    [InlineData(new[] { "--feed", "no-such-file" }, "Feed:Source")]
    public async Task Setting_Wrong_ExitsWith3AndNamesTheKey(string[] options, string key)
    {
        var (exit, output, error) = await RunAsync(["cycle", "--data", _folder["data"], .. options]);

        Assert.Equal((int)ExitCode.Configuration, exit);
        Assert.Empty(output);
        Assert.Contains(key, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-folder", "there is no folder 'no-such-folder'")]
    [InlineData("ftp://host/archive", "must be a folder, http, https or s3")]
    [InlineData("s3://", "is not a URL")]
    public async Task BackfillSource_Wrong_ExitsWith3AndSaysWhat(string source, string what)
    {
        var (exit, output, _) = await RunAsync("backfill", "--source", source, "--from", "2018-04-01", "--to", "2018-04-01", "--data", _folder["data"]);

        Assert.Equal((int)ExitCode.Configuration, exit);
        Assert.Contains(what, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "--address", "0.0.0.0" }, "Give an access key")]
    [InlineData(new[] { "--access-key", "AKID" }, "AIRQUALITY_SECRET_KEY")]
    public async Task TimestreamLocal_OpenToOthersOrHalfAKey_ExitsWith3(string[] options, string what)
    {
        var (exit, _, error) = await RunAsync(["timestream-local", "--data", _folder["data"], .. options]);

        Assert.Equal((int)ExitCode.Configuration, exit);
        Assert.Contains(what, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_SeveralWrong_AreNamedAtOnce()
    {
        var (_, _, error) = await RunAsync("cycle", "--data", _folder["data"], "--table", "a b", "--averaging-minutes", "0");

        Assert.Contains("Timestream:Table", error, StringComparison.Ordinal);
        Assert.Contains("Feed:AveragingMinutes", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cycle_DataFolderHeldByAnotherCycle_ExitsWith3()
    {
        using var held = FolderLock.TryTake(new DataFolder(_folder["data"]).CycleLock);

        var (exit, output, _) = await RunAsync("cycle", "--data", _folder["data"], "--feed", Fixtures.Milan2020, "--wait", "200ms", "--json");

        Assert.Equal((int)ExitCode.Configuration, exit);
        Assert.Contains("Another process runs a cycle", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cycle_BesideOneThatGoesOn_TakesItsTurn()
    {
        string[] cycle = ["cycle", "--data", _folder["data"], "--feed", Fixtures.Milan2020, "--replay-as-now", "--json"];
        using var resident = AirQualityProcess.Start([.. cycle, "--every", "1s"]);
        var first = await resident.WaitForOutputAsync("\"state\"");

        var beside = await AirQualityProcess.RunAsync(cycle);

        Assert.Contains("\"state\":\"stored\"", first, StringComparison.Ordinal);
        Assert.Equal("unchanged", (string?)beside.Report["state"]);
    }

    [Theory]
    [InlineData(new string[0], 6)]
    [InlineData(new[] { "--accept-dead-letters" }, 0)]
    public async Task Cycle_WithDeadLetters_ExitsAsItsCallerAsked(string[] options, int expected)
    {
        var feed = _folder.Write("feed.json", FeedText.Feed("{}", FeedText.Entry(1, FeedText.TimeText(DateTimeOffset.UtcNow.AddHours(-1)))));

        var (exit, output, _) = await RunAsync(["cycle", "--data", _folder["data"], "--feed", feed, "--json", .. options]);

        Assert.Equal(expected, exit);
        Assert.Contains("\"malformed\":1", output, StringComparison.Ordinal);
        Assert.Single(DataFolderState.Lines(new DataFolder(_folder["data"]).DeadLetter));
    }

    [Theory]
    [InlineData(new string[0], 6)]
    [InlineData(new[] { "--accept-dead-letters" }, 0)]
    public async Task Backfill_WithDeadLetters_ExitsAsItsCallerAsked(string[] options, int expected)
    {
        _folder.Write("2018-04-02_sds011_sensor_1.csv", "sensor_id;sensor_type;location;lat;lon;timestamp;P1;P2\n1;SDS011;1;48.0;9.0;soon;10;5\n");

        var (exit, output, _) = await RunAsync(
            ["backfill", "--data", _folder["data"], "--source", _folder.Root, "--from", "2018-04-02", "--to", "2018-04-02", "--json", .. options]);

        Assert.True(exit == expected, $"{exit}: {output}");
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await AirQualityCommand.RunAsync(arguments, output, error, TimeProvider.System, new InProcessEngine(TimeProvider.System));
        return (exit, output.ToString(), error.ToString());
    }
}
