using AirQuality.LoadTest.Commands;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Elastic;

public sealed class ElasticCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "Give either --api <AirQuality.Api.dll> or, after --, a command")]
    [InlineData("--api x.dll -- true", "Give either --api")]
    [InlineData("--api x.dll", "--api needs --endpoint")]
    [InlineData("--endpoint nowhere", "--endpoint: 'nowhere' is no http or https URL.")]
    [InlineData("--port 70000 -- true", "--port: '70000' must be a whole number from 0 to 65535.")]
    [InlineData("--time-scale fast -- true", "--time-scale: 'fast' must be a number from 1 to 120.")]
    [InlineData("--instance-cores 0 -- true", "--instance-cores: '0' must be a number from 0.001 to 1024.")]
    [InlineData("--instance-memory lots -- true", "--instance-memory: 'lots' is no size")]
    [InlineData("--every 5 -- true", "--every: '5' is no duration from 0.1 s to a day")]
    [InlineData("--for 0s -- true", "--for: '0s' is no duration from 1 s to a day")]
    [InlineData("--min 3 --max 2 -- true", "--min: 3 is more than --max, 2.")]
    [InlineData("--scale-in-below 70 -- true", "--scale-in-below: 70 is not below --scale-out-above, 60")]
    [InlineData("--health-path ready -- true", "--health-path: 'ready' must begin with '/'.")]
    [InlineData("--no-such-option", "'--no-such-option' is no option of elastic")]
    [InlineData("--no-such-option -- true", "'--no-such-option' is no option of elastic")]
    public async Task CommandLine_ThatIsWrong_IsExitCode2(string options, string message)
    {
        Assert.Equal((2, true), await RunAsync(options, message));
    }

    [Theory]
    [InlineData("--api nowhere.dll --endpoint http://127.0.0.1:1", "--api: there is no 'nowhere.dll'; build it")]
    [InlineData("--csv /nowhere/metrics.csv -- true", "/nowhere/metrics.csv")]
    [InlineData("-- no-such-program-anywhere", "no-such-program-anywhere")]
    [InlineData("-- false", "The first worker ended before it was well, exit code 1")]
    public async Task Something_ThatIsMissing_IsExitCode3(string options, string message)
    {
        Assert.Equal((3, true), await RunAsync(options, message));
    }

    [Fact]
    public async Task Port_ThatIsTaken_IsExitCode3()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        Assert.Equal((3, true), await RunAsync($"--port {port} -- true", $"--port: the proxy cannot listen on port {port}"));
    }

    private async Task<(int ExitCode, bool IsSaid)> RunAsync(string options, string message)
    {
        await using var error = new Transcript();
        await using var output = new Transcript();
        string[] csv = options.Contains("--csv", StringComparison.Ordinal) ? [] : ["--csv", _folder["metrics.csv"]];
        var exit = await LoadTestCommand.RunAsync(
            ["elastic", .. csv, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)], output, error, TimeProvider.System);
        var said = error.ToString();
        Assert.True(said.Contains(message, StringComparison.Ordinal), said);
        Assert.Equal("", output.ToString());
        return (exit, said.Contains("airquality-loadtest: ", StringComparison.Ordinal) && !said.Contains("   at ", StringComparison.Ordinal));
    }
}
