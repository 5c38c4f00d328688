using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>What an instance of grafana/fleet.yaml runs at its first boot: the template's script, in a root and with programs that are made up.</summary>
public sealed partial class FleetUserDataTests : IDisposable
{
    private const string Agent = "opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl";
    private readonly FakeMachine _machine = new();
    private readonly string _version;

    public FleetUserDataTests()
    {
        _version = _machine.Publish();
        _machine.Program("systemctl");
        _machine.Program("curl");
        _machine.ProgramAt(_machine.At("opt/aws/bin/cfn-signal"));
        _machine.ProgramAt(_machine.At(Agent));
    }

    [ToolFact("shellcheck")]
    public async Task Script_Shellcheck_FindsNothing()
    {
        var result = await Tool.RunAsync("shellcheck", "--norc", _machine.Write("user-data.sh", Rendered()));

        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [ToolFact("python3")]
    public async Task FirstBoot_PlainImage_FetchesChecksInstallsAndStarts()
    {
        var result = await BootAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(
            [
                $"aws s3 cp --only-show-errors s3://artifacts-of-air/artifacts/{_version}/SHA256SUMS SHA256SUMS",
                $"aws s3 cp --only-show-errors s3://artifacts-of-air/artifacts/{_version}/grafana.zip grafana.zip",
                $"install.sh {_version}",
                "systemctl start grafana-server",
                $"amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:{_machine.Root}/opt/airquality/grafana/cloudwatch-agent.json",
                "curl --fail --silent --show-error --output /dev/null --retry 60 --retry-delay 2 --retry-all-errors http://127.0.0.1:3000/api/health",
                "cfn-signal --exit-code 0 --stack air-grafana --resource Fleet --region eu-west-1",
            ],
            _machine.Calls);
    }

    [Fact]
    public async Task FirstBoot_ImageWithThisVersion_FetchesNothing()
    {
        HasVersion(_version);

        var result = await BootAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(["amazon-cloudwatch-agent-ctl", "cfn-signal", "curl", "systemctl"], _machine.Calls.Select(call => call.Split(' ')[0]).Order());
    }

    [Fact]
    public async Task Settings_Written_AreWhatConfigureReads()
    {
        HasVersion(_version);
        await BootAsync();
        Directory.CreateDirectory(_machine.At("etc/grafana"));
        _machine.Program("aws", "echo 0123456789abcdef0123456789abcdef");
        var settings = File.ReadAllLines(_machine.At("etc/airquality/grafana.env"))
            .Select(line => line.Split('=', 2)).Select(pair => (pair[0], (string?)pair[1])).ToArray();

        var result = await _machine.RunAsync(Fixtures.File("grafana", "configure.sh"), [], settings);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("GF_SERVER_ROOT_URL=\"https://air.example.org/\"\n", _machine.Text("etc/grafana/airquality.env"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grafana.zip")]
    [InlineData("SHA256SUMS")]
    public async Task FirstBoot_FileIsNotTheOnePublished_StartsNothingAndTellsTheDeployment(string file)
    {
        File.AppendAllText(Path.Combine(_machine.Folder, file), "more\n");

        await FailsAsync();
    }

    [Fact]
    public async Task FirstBoot_AnotherVersionInItsPlace_StartsNothing()
    {
        _machine.Exchange();

        Assert.Contains($"SHA256SUMS is not that of version {_version}", (await FailsAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstBoot_OlderImageAndNothingPublished_StartsNothing()
    {
        HasVersion("fedcba9876543210");
        File.Delete(Path.Combine(_machine.Folder, "grafana.zip"));

        await FailsAsync();
    }

    [Theory]
    [InlineData("systemctl")]
    [InlineData("curl")]
    public async Task FirstBoot_GrafanaDoesNotComeUp_TellsTheDeployment(string program)
    {
        HasVersion(_version);
        _machine.Program(program, "exit 1");

        var result = await BootAsync();

        Assert.NotEqual(0, result.ExitCode);
        Assert.StartsWith("cfn-signal --exit-code 1 ", _machine.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstBoot_NoMemoryMetrics_IsNoReasonToFail()
    {
        HasVersion(_version);
        _machine.ProgramAt(_machine.At(Agent), "exit 1");

        var result = await BootAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("no memory metrics", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstBoot_ByScaling_NobodyWaitsForTheSignal()
    {
        HasVersion(_version);
        _machine.ProgramAt(_machine.At("opt/aws/bin/cfn-signal"), "exit 1"); // a stack that is not being changed takes none

        Assert.Equal(0, (await BootAsync()).ExitCode);
    }

    public void Dispose() => _machine.Dispose();

    private async Task<ToolResult> FailsAsync()
    {
        var result = await BootAsync();

        Assert.NotEqual(0, result.ExitCode);
        Assert.DoesNotContain("install.sh", _machine.Calls.Select(call => call.Split(' ')[0]));
        Assert.DoesNotContain("systemctl", _machine.Calls.Select(call => call.Split(' ')[0]));
        Assert.Matches("^cfn-signal --exit-code [1-9]", _machine.Calls[^1]);
        return result;
    }

    private void HasVersion(string version) => _machine.Write("root/opt/airquality/grafana/VERSION", version + "\n");

    private Task<ToolResult> BootAsync() => _machine.RunAsync(
        _machine.Write("user-data.sh", Rendered()
            .Replace("/opt/", $"{_machine.Root}/opt/", StringComparison.Ordinal)
            .Replace("/etc/airquality", $"{_machine.Root}/etc/airquality", StringComparison.Ordinal)),
        []);

    private string Rendered()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS::StackName"] = "air-grafana",
            ["AWS::Region"] = "eu-west-1",
            ["Bucket"] = "artifacts-of-air",
            ["Artifacts"] = $"artifacts/{_version}",
            ["Database"] = "air_quality",
            ["Table"] = "readings",
            ["Url"] = "https://air.example.org/",
            ["AdminSecret"] = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:AdminSecret-AbCdEf",
            ["KeySecret"] = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:KeySecret-AbCdEf",
        };
        return Placeholder().Replace(FleetScript.Read(), match => values[match.Groups[1].Value]);
    }

    [GeneratedRegex(@"\$\{([A-Za-z:]+)\}")]
    private static partial Regex Placeholder();
}
