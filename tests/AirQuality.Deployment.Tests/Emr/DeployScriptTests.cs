using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>emr/deploy.sh where it asks AWS nothing.</summary>
public sealed class DeployScriptTests
{
    private static readonly string[] _ownNetwork = ["--vpc", "vpc-0123456789abcdef0", "--subnet", "subnet-0123456789abcdef0"];

    [ToolFact("bash")]
    public async Task DryRun_Default_PrintsTheStacksInOrderEachToldWhatTheLastMade()
    {
        var result = await DeployAsync("--dry-run", "--region", "eu-west-1", "--contact", "me@example.org");

        Assert.True(result.ExitCode == 0, result.ToString());
        var commands = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["network", "storage", "security", "cluster", "schedule", "access"], commands.Select(StackOf));
        Assert.All(commands, command => Assert.StartsWith("aws cloudformation create-stack --stack-name airquality-", command, StringComparison.Ordinal));
        Assert.Contains(Parameter("Subnet", "<airquality-network.PrivateSubnets>"), commands[3], StringComparison.Ordinal);
        Assert.Contains(Parameter("Contact", "me@example.org"), commands[3], StringComparison.Ordinal);
        Assert.Contains(Parameter("ClusterId", "<airquality-cluster.ClusterId>"), commands[4], StringComparison.Ordinal);
        Assert.DoesNotContain("ReleaseLabel", commands[3], StringComparison.Ordinal); // the template's, or what the stack has
    }

    [ToolFact("bash")]
    public async Task DryRun_Options_BecomeParameters()
    {
        string[] options =
        [
            "--dry-run", "--name", "air-2", .. _ownNetwork, "--no-timestream", "--label", "emr-7.9.0", "--artifacts", "0123456789abcdef",
            "--alarm-email", "ops@example.org", "--set", "cluster.MaxCore=8", "--set", "cluster.MinCore=2",
        ];
        var result = await DeployAsync(options);

        Assert.True(result.ExitCode == 0, result.ToString());
        var commands = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["storage", "security", "cluster", "schedule", "access"], commands.Select(StackOf));
        Assert.Contains(Parameter("CreateTimestream", "false"), commands[0], StringComparison.Ordinal);
        Assert.Contains(Parameter("VpcId", "vpc-0123456789abcdef0"), commands[1], StringComparison.Ordinal);
        Assert.All<(string, string)>(
            [("Name", "air-2"), ("Subnet", "subnet-0123456789abcdef0"), ("ReleaseLabel", "emr-7.9.0"), ("Artifacts", "artifacts/0123456789abcdef"), ("MaxCore", "8"), ("MinCore", "2")],
            pair => Assert.Contains(Parameter(pair.Item1, pair.Item2), commands[2], StringComparison.Ordinal));
        Assert.Contains(Parameter("AlarmEmail", "ops@example.org"), commands[3], StringComparison.Ordinal);
    }

    [ToolFact("bash")]
    public async Task DryRun_Delete_GoesBackwards()
    {
        var result = await DeployAsync("--dry-run", "--delete");

        Assert.Equal(0, result.ExitCode);
        var deleted = result.Output.Split('\n').Where(line => line.StartsWith("aws cloudformation delete-stack", StringComparison.Ordinal)).Select(StackOf);
        Assert.Equal(["grafana", "access", "schedule", "cluster", "security", "storage", "network"], deleted);
    }

    [ToolTheory("bash")]
    [InlineData("--name is 'Air'", "--name", "Air")]
    [InlineData("--name is 'a;id'", "--name", "a;id")]
    [InlineData("--name is 'air\nquality'", "--name", "air\nquality")]
    [InlineData("--region is 'europe'", "--region", "europe")]
    [InlineData("--label is 'emr-6.15.0'", "--label", "emr-6.15.0")]
    [InlineData("--label is 'emr-7.3.0, emr-7.4.0'", "--label", "emr-7.3.0, emr-7.4.0")]
    [InlineData("--contact is '$(id)'", "--contact", "$(id)")]
    [InlineData("--alarm-email is 'nobody'", "--alarm-email", "nobody")]
    [InlineData("--artifacts is 'latest'", "--artifacts", "latest")]
    [InlineData("--certificate is 'mine'", "--certificate", "mine")]
    [InlineData("--certificate is for a name", "--grafana", "--certificate", "arn:aws:acm:eu-west-1:123456789012:certificate/1-2")]
    [InlineData("--certificate is Grafana's", "--certificate", "arn:aws:acm:eu-west-1:123456789012:certificate/1-2")]
    [InlineData("--vpc and --subnet go together", "--vpc", "vpc-0123456789abcdef0")]
    [InlineData("--subnet is 'subnet-x'", "--subnet", "subnet-x")]
    [InlineData("no such parameter", "--set", "storage.Bucket=mine")]
    [InlineData("stack.Key=value", "--set", "cluster")]
    [InlineData("--set is 'cluster.MaxCore=1 MinCore=1'", "--set", "cluster.MaxCore=1 MinCore=1")]
    [InlineData("--name needs a value", "--name")]
    [InlineData("--name needs a value", "--name", "--dry-run")]
    [InlineData("unknown option '--frobnicate'", "--frobnicate")]
    public async Task BadInput_IsNamedBeforeAnythingIsDone(string message, params string[] options)
    {
        var result = await DeployAsync(["--dry-run", .. options]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("deploy.sh: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [ToolFact("bash")]
    public async Task Grafana_InAnOwnNetwork_NeedsItsSubnets()
    {
        var result = await DeployAsync(["--dry-run", .. _ownNetwork, "--grafana"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--public-subnets and --private-subnets", result.Error, StringComparison.Ordinal);
    }

    [ToolFact("bash")]
    public async Task NoRegion_IsMissing()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["aws"], "#!/bin/sh\nexit 1\n");
        await Tool.RunAsync("chmod", "+x", folder["aws"]);

        var result = await Tool.RunAsync("bash", [Script], ("PATH", $"{folder.Root}:{Environment.GetEnvironmentVariable("PATH")}"));

        Assert.Equal((3, "deploy.sh: no region; give --region\n"), (result.ExitCode, result.Error));
    }

    [ToolFact("bash")]
    public async Task Help_IsTheHeader()
    {
        var result = await DeployAsync("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Puts AirQuality into an AWS account", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("3 something missing.\n", result.Output, StringComparison.Ordinal);
    }

    private static string Script => Fixtures.File("emr", "deploy.sh");

    private static Task<ToolResult> DeployAsync(params string[] options) => Tool.RunAsync("bash", [Script, .. options]);

    private static string StackOf(string command) =>
        command.Split(' ').SkipWhile(word => word != "--stack-name").ElementAt(1).Split('-')[^1];

    private static string Parameter(string key, string value) => $$"""{"ParameterKey":"{{key}}","ParameterValue":"{{value}}"}""";
}
