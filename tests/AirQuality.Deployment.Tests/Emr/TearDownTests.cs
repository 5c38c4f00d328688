using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>emr/deploy.sh on a server of its own, because it takes away what others look at.</summary>
public sealed class TearDownTests(Moto moto) : IClassFixture<Moto>
{
    [ToolFact("moto_server", "aws", "bash")]
    public async Task Delete_WhatIsThere_NamesWhatIsKept()
    {
        string[] options = ["--name", "gone"];
        Assert.Equal(3, (await DeployAsync(options)).ExitCode); // network and storage, then nothing is published

        var result = await DeployAsync([.. options, "--delete"]);
        var again = await DeployAsync([.. options, "--delete"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(["deleting gone-storage", "deleting gone-network"], result.Error.Split('\n')[1..3]);
        Assert.Contains("Kept, because nothing brings it back: s3://gone-storage-", result.Error, StringComparison.Ordinal);
        Assert.Contains("air_quality.readings", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, again.ExitCode);
        Assert.DoesNotContain("deleting", again.Error, StringComparison.Ordinal);
    }

    [ToolFact("moto_server", "aws", "bash")]
    public async Task OwnNetwork_SubnetThatEmrMayNotUse_IsSaid()
    {
        var vpc = (string)(await moto.AwsAsync("ec2", "create-vpc", "--cidr-block", "10.1.0.0/16"))["Vpc"]!["VpcId"]!;
        var subnet = (string)(await moto.AwsAsync("ec2", "create-subnet", "--vpc-id", vpc, "--cidr-block", "10.1.0.0/24"))["Subnet"]!["SubnetId"]!;

        var untagged = await DeployAsync("--name", "own", "--vpc", vpc, "--subnet", subnet);
        var foreign = await DeployAsync("--name", "own", "--vpc", "vpc-0123456789abcdef0", "--subnet", subnet);

        Assert.Equal((3, 3), (untagged.ExitCode, foreign.ExitCode));
        Assert.Contains($"aws ec2 create-tags --resources {subnet}", untagged.Error, StringComparison.Ordinal);
        Assert.Contains($"{subnet} is in {vpc}, not in vpc-0123456789abcdef0", foreign.Error, StringComparison.Ordinal);
    }

    private Task<ToolResult> DeployAsync(params string[] options) => Tool.RunAsync("bash", [Fixtures.File("emr", "deploy.sh"), .. options], moto.Variables);
}
