using System.Runtime.Versioning;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>What emr/deploy.sh looks at before it starts what would fail later; the AWS CLI is a script that answers as it is told.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DeployChecksTests : IDisposable
{
    private const string Vpc = "vpc-0123456789abcdef0";
    private const string Subnet = "subnet-0123456789abcdef0";
    private readonly TemporaryFolder _folder = new();

    public DeployChecksTests()
    {
        Answer("SHA256SUMS", DeployedStacks.PublishedSums);
        Answer("subnet", $"{Vpc}\ttrue\n");
        Answer("outputs", $"VpcId\t{Vpc}\nPublicSubnets\ta,b\nPrivateSubnets\t{Subnet},b\nBucket\tthe-bucket\nDatabase\tair_quality\nTable\treadings\n");
        Answer("aws", $"""
            #!/bin/sh
            cd '{_folder.Root}'
            case "$*" in
              'sts '*) echo 123456789012 ;;
              's3 cp '*) cat SHA256SUMS ;;
              'ec2 describe-subnets '*) cat subnet ;;
              *'Outputs[]'*) cat outputs ;;
              'cloudformation create-stack '*) echo "$4" >> created; case "$4" in *-security) exit 1 ;; esac ;;
            esac
            """);
        File.SetUnixFileMode(_folder["aws"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _folder.Dispose();

    [ToolTheory("bash")]
    [InlineData("node.sh")]
    [InlineData("aspnetcore-runtime-10.0.7-linux-arm64.tar.gz", "aspnetcore-runtime-")]
    [InlineData("airquality-spark-linux-arm64.zip")]
    [InlineData("worker-linux-arm64.zip")]
    [InlineData("microsoft-spark-3-5_2.12-2.3.1.jar", "microsoft-spark-")]
    [InlineData("grafana.zip")]
    public async Task Version_WithoutAFile_EndsBeforeTheCluster(string file, string? named = null)
    {
        Answer("SHA256SUMS", string.Concat(DeployedStacks.PublishedSums.Split('\n').Where(line => !line.EndsWith(file, StringComparison.Ordinal)).Select(line => line + "\n")));

        var result = await DeployAsync("--grafana");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains($"s3://the-bucket/artifacts/0123456789abcdef/ lacks {named ?? file}", result.Error, StringComparison.Ordinal);
        Assert.Equal(["airquality-network", "airquality-storage"], await CreatedAsync());
    }

    [ToolFact("bash")]
    public async Task Version_Whole_GoesOn()
    {
        await DeployAsync("--grafana");

        Assert.Equal(["airquality-network", "airquality-storage", "airquality-security"], await CreatedAsync());
    }

    [ToolTheory("bash")]
    [InlineData("vpc-0123456789abcdef1\ttrue\n", Subnet + " is in vpc-0123456789abcdef1, not in " + Vpc)]
    [InlineData(Vpc + "\tNone\n", "aws ec2 create-tags --resources " + Subnet)]
    public async Task Subnet_ThatEmrMayNotUse_EndsBeforeAnythingIsMade(string answer, string message)
    {
        Answer("subnet", answer);

        var result = await DeployAsync("--vpc", Vpc, "--subnet", Subnet);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["created"]));
    }

    private void Answer(string name, string text) => File.WriteAllText(_folder[name], text);

    private Task<string[]> CreatedAsync() => File.ReadAllLinesAsync(_folder["created"]);

    private Task<ToolResult> DeployAsync(params string[] options) => Tool.RunAsync(
        "bash", [Fixtures.File("emr", "deploy.sh"), "--region", "eu-west-1", "--artifacts", "0123456789abcdef", .. options],
        ("PATH", $"{_folder.Root}:{Environment.GetEnvironmentVariable("PATH")}"));
}
