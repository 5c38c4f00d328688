using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>emr/deploy.sh takes away what it made, and no more.</summary>
public sealed class TearDownTests(Moto moto) : IClassFixture<Moto>
{
    [ToolFact("moto_server", "aws", "bash")]
    public async Task OwnNetwork_DeployedAndDeleted_WhatIsKeptIsNamed()
    {
        var vpc = (string)(await moto.AwsAsync("ec2", "create-vpc", "--cidr-block", "10.1.0.0/16"))["Vpc"]!["VpcId"]!;
        var subnet = (string)(await moto.AwsAsync("ec2", "create-subnet", "--vpc-id", vpc, "--cidr-block", "10.1.0.0/24"))["Subnet"]!["SubnetId"]!;

        await moto.AwsAsync("ec2", "create-tags", "--resources", subnet, "--tags", "Key=for-use-with-amazon-emr-managed-policies,Value=true");
        var deployed = await DeployAsync("--name", "own", "--vpc", vpc, "--subnet", subnet);
        var deleted = await DeployAsync("--name", "own", "--delete");
        var again = await DeployAsync("--name", "own", "--delete");

        Assert.Equal((3, 0, 0), (deployed.ExitCode, deleted.ExitCode, again.ExitCode));
        Assert.Contains("run emr/publish.sh --bucket own-storage-", deployed.Error, StringComparison.Ordinal);
        Assert.Equal("deleting own-storage", deleted.Error.Split('\n')[1]);
        Assert.Contains("Kept, because nothing brings it back: s3://own-storage-", deleted.Error, StringComparison.Ordinal);
        Assert.Contains("air_quality.readings", deleted.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("deleting", again.Error, StringComparison.Ordinal);
    }

    private Task<ToolResult> DeployAsync(params string[] options) => Tool.RunAsync("bash", [Fixtures.File("emr", "deploy.sh"), .. options], moto.Variables);
}
