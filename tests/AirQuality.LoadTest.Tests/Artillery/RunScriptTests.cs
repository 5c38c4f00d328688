using System.Net;
using System.Net.Sockets;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Artillery;

/// <summary>What <c>loadtest/run.sh</c> says where it cannot begin.</summary>
public sealed class RunScriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_NamesEveryOptionAndExitCode()
    {
        var (code, output) = await RunScript.RunAsync(null, "--help");

        Assert.Equal(0, code);
        Assert.All(["--quick", "--target", "--grafana", "--elastic", "--time-scale", "--out", "Exit codes: 0", "130"], word => Assert.Contains(word, output, StringComparison.Ordinal));
        Assert.DoesNotContain("set -e", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown option '--fast'", "--fast")]
    [InlineData("--target needs a value", "--target")]
    [InlineData("--out needs a value", "--out")]
    [InlineData("--target: 'localhost:8080' is no URL", "--target", "localhost:8080")]
    [InlineData("--target: 'http://a/v1?x=1' is no URL", "--target", "http://a/v1?x=1")]
    [InlineData("--time-scale: 'fast' is no whole number", "--elastic", "--time-scale", "fast")]
    [InlineData("--time-scale: '0' is no whole number", "--elastic", "--time-scale", "0")]
    [InlineData("--time-scale: '121' is no whole number from 1 to 120", "--elastic", "--time-scale", "121")]
    [InlineData("--time-scale and --instance-cores are for --elastic", "--time-scale", "10")]
    [InlineData("--time-scale and --instance-cores are for --elastic", "--instance-cores", "0.1")]
    [InlineData("--instance-cores: 'x' is no number of cores", "--elastic", "--instance-cores", "x")]
    [InlineData("--instance-cores: '0.00' is no number of cores", "--elastic", "--instance-cores", "0.00")]
    [InlineData("--out needs a value", "--out", "")]
    [InlineData("--grafana needs --target", "--grafana")]
    [InlineData("--elastic starts its own target", "--elastic", "--target", "http://127.0.0.1:8080")]
    public async Task Arguments_ThatMakeNoSense_AreUsage(string what, params string[] arguments)
    {
        var (code, output) = await RunScript.RunAsync(null, arguments);

        Assert.Equal(2, code);
        Assert.StartsWith("run.sh: " + what, output, StringComparison.Ordinal);
        Assert.Single(output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Node_NotOnThePath_IsNamed()
    {
        Provide("dirname", "#!/bin/bash\necho \"${1%/*}\"\n");

        var (code, output) = await RunScript.RunAsync(_folder.Root, "--quick");

        Assert.Equal((3, "run.sh: no 'node' on PATH; install Node.js 20 or newer, which artillery runs on"), (code, output.TrimEnd()));
    }

    [Fact]
    public async Task Node_TooOld_IsNamed()
    {
        Provide("dirname", "#!/bin/bash\necho \"${1%/*}\"\n");
        Provide("npm", "#!/bin/bash\n");
        Provide("node", "#!/bin/bash\n[[ $1 == -v ]] && echo v16.20.2 || echo false\n");

        var (code, output) = await RunScript.RunAsync(_folder.Root, "--quick");

        Assert.Equal((3, "run.sh: Node.js v16.20.2 is too old for artillery; install 20 or newer"), (code, output.TrimEnd()));
    }

    [NodeFact]
    public async Task Out_ThatCannotBeWrittenTo_IsNamed()
    {
        File.WriteAllText(_folder["file"], "");

        var (code, output) = await RunScript.RunAsync(null, "--quick", "--out", _folder["file"]);

        Assert.Equal((3, $"run.sh: --out: nothing can be written to '{_folder["file"]}'"), (code, output.TrimEnd()));
    }

    [NodeFact]
    public async Task Target_ThatDoesNotAnswer_IsNamedBeforeAnythingIsInstalled()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var target = $"http://{port.LocalEndpoint}";
        port.Stop();

        var api = await RunScript.RunAsync(null, "--target", target, "--quick", "--out", _folder["api"]);
        var grafana = await RunScript.RunAsync(null, "--target", target, "--grafana", "--out", _folder["grafana"]);

        Assert.Equal((3, 3), (api.ExitCode, grafana.ExitCode));
        Assert.Contains($"run.sh: the target {target} cannot be loaded", api.Output, StringComparison.Ordinal);
        Assert.Contains($"run.sh: the target {target} cannot be reached", grafana.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("installing", api.Output + grafana.Output, StringComparison.Ordinal);
    }

    private void Provide(string program, string script)
    {
        File.WriteAllText(_folder[program], script);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder[program], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }
}
