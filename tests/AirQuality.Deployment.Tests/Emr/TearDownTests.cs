using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>emr/deploy.sh on a server of its own, because it takes away what others look at.</summary>
public sealed class TearDownTests(Moto moto) : IClassFixture<Moto>
{
    [ToolFact("moto_server", "aws", "bash")]
    public async Task OwnNetwork_ItsSubnetIsChecked_AndWhatIsKeptAtTheEndIsNamed()
    {
        var vpc = (string)(await moto.AwsAsync("ec2", "create-vpc", "--cidr-block", "10.1.0.0/16"))["Vpc"]!["VpcId"]!;
        var subnet = (string)(await moto.AwsAsync("ec2", "create-subnet", "--vpc-id", vpc, "--cidr-block", "10.1.0.0/24"))["Subnet"]!["SubnetId"]!;

        var untagged = await DeployAsync("--name", "own", "--vpc", vpc, "--subnet", subnet);
        var foreign = await DeployAsync("--name", "own", "--vpc", "vpc-0123456789abcdef0", "--subnet", subnet);
        await moto.AwsAsync("ec2", "create-tags", "--resources", subnet, "--tags", "Key=for-use-with-amazon-emr-managed-policies,Value=true");
        var tagged = await DeployAsync("--name", "own", "--vpc", vpc, "--subnet", subnet);
        var deleted = await DeployAsync("--name", "own", "--delete");
        var again = await DeployAsync("--name", "own", "--delete");

        Assert.Equal((3, 3, 3, 0, 0), (untagged.ExitCode, foreign.ExitCode, tagged.ExitCode, deleted.ExitCode, again.ExitCode));
        Assert.Contains($"aws ec2 create-tags --resources {subnet}", untagged.Error, StringComparison.Ordinal);
        Assert.Contains($"{subnet} is in {vpc}, not in vpc-0123456789abcdef0", foreign.Error, StringComparison.Ordinal);
        Assert.Contains("run emr/publish.sh --bucket own-storage-", tagged.Error, StringComparison.Ordinal);
        Assert.Equal("deleting own-storage", deleted.Error.Split('\n')[1]);
        Assert.Contains("Kept, because nothing brings it back: s3://own-storage-", deleted.Error, StringComparison.Ordinal);
        Assert.Contains("air_quality.readings", deleted.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("deleting", again.Error, StringComparison.Ordinal);
    }

    private Task<ToolResult> DeployAsync(params string[] options) => Tool.RunAsync("bash", [Fixtures.File("emr", "deploy.sh"), .. options], moto.Variables);
}
