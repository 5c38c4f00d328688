using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Readme;

/// <summary>The README's first command, as a stranger runs it, on a machine that cannot reach the live feed.</summary>
public sealed class RunLocalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunLocal_Twice_ShowsTheWorstPlacesAndThenFindsNothingNew()
    {
        var first = await Repository.ShellAsync($"./run-local.sh --data '{_folder["data"]}'");

        Assert.True(first.ExitCode == (int)ExitCode.Ok, first.ToString());
        Assert.Contains("at http://127.0.0.1:", first.Output, StringComparison.Ordinal);
        Assert.Contains("The live feed cannot be had; taking the bundled snapshot of 2018-06-03", first.Output, StringComparison.Ordinal);
        Assert.Contains("stored 2,959 new readings", first.Output, StringComparison.Ordinal);
        Assert.Contains("The worst places by index", first.Output, StringComparison.Ordinal);
        Assert.Contains("10 rows", first.Output, StringComparison.Ordinal);

        var second = await Repository.ShellAsync($"./run-local.sh --data '{_folder["data"]}'");
        Assert.Equal((int)ExitCode.Ok, second.ExitCode);
        Assert.Contains("nothing new; the table holds all 2,959 readings already", second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--feed no-such-file", 3, "there is no file 'no-such-file'")]
    [InlineData("--engine abacus", 2, "there is no engine 'abacus'")]
    [InlineData("--feed", 2, "--feed needs a value")]
    [InlineData("--port http", 2, "'http' is no port")]
    [InlineData("--sreve", 2, "unknown option '--sreve'")]
    public async Task RunLocal_Wrong_PassesTheExitCodeOnAndSaysWhat(string options, int exitCode, string what)
    {
        var result = await Repository.ShellAsync($"./run-local.sh --data '{_folder["data"]}' {options}");

        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Contains(what, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunLocal_Serve_CyclesAnswersQueriesAndStopsOnSigterm()
    {
        var log = _folder["log"];
        var serve = Repository.ShellAsync($"exec ./run-local.sh --data '{_folder["data"]}' --feed '{Fixtures.Milan2020}' --serve --port 0 > '{log}' 2>&1 & pid=$!; "
            + $"for i in $(seq 1200); do grep -q 'Cycling every' '{log}' 2>/dev/null && break; kill -0 $pid || break; sleep 0.2; done; "
            + $"dotnet jobs/AirQuality.Jobs/bin/Release/net10.0/airquality.dll query --csv --data '{_folder["data"]}' 'SELECT count(*) AS n FROM \"air_quality\".\"readings\"'; "
            + $"url=$(sed -n 's/^page *//p' '{log}'); curl -s \"${{url}}v1/stats\"; echo; "
            + $"curl -s -o /dev/null -w 'page %{{http_code}} %{{content_type}}\n' \"$url\"; "
            + $"eval \"$(sed -n 's/^steps *//p' '{log}' | sed 's/curl/curl -s/')\"; echo; "
            + $"stat -c 'key %a' '{_folder["data"]}/api.key'; "
            + "kill -TERM $pid; wait $pid; echo \"ended with $?\"; curl -s -m 2 \"$url\" || echo 'nothing listens'");

        var result = await serve;

        var said = result + await File.ReadAllTextAsync(log);
        Assert.True(result.Output.Contains("n\r\n77\r\n", StringComparison.Ordinal), said);
        Assert.Contains("\"rows\":77,", result.Output, StringComparison.Ordinal);
        Assert.Matches("page 200 (text/html|application/json)", result.Output); // JSON where there is no Node.js to build the page
        Assert.Contains("\"results\":[]", result.Output, StringComparison.Ordinal);
        Assert.Contains("key 600", result.Output, StringComparison.Ordinal);
        Assert.Contains("ended with 130", result.Output, StringComparison.Ordinal);
        Assert.Contains("nothing listens", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder["data"], "timestream.url")), said);
    }
}
