using System.Globalization;
using System.Text.Json.Nodes;
using AirQuality.LoadTest.Commands;
using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Monitoring;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Monitoring;

/// <summary>The monitor against moto, through the real AWS CLI.</summary>
public sealed class GroupWatchTests(Moto moto) : IClassFixture<Moto>, IDisposable
{
    private const string Group = "air-quality-fleet";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [MotoFact]
    public async Task Group_OnAws_IsSeenInTheReportsColumns()
    {
        var program = moto.CliIn(_folder.Root);
        var aws = new AwsCli(program, []);
        var ids = await GroupOfTwoAsync(program, aws);
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await PutAsync(program, "AWS/EC2", "CPUUtilization", [("InstanceId", ids[0])], at, 61.5);
        await PutAsync(program, "CWAgent", "mem_used_percent", [("AutoScalingGroupName", Group), ("InstanceId", ids[0])], at, 28.25);
        var watch = new GroupWatch(aws, Group, TimeProvider.System);

        var seen = await watch.LookAsync(CancellationToken.None);
        await CallAsync(program, "autoscaling", "set-desired-capacity", "--auto-scaling-group-name", Group, "--desired-capacity", "1");
        var later = await watch.LookAsync(CancellationToken.None);

        Assert.Equal(ids.Select(id => (id, "running")), seen.Select(sample => (sample.InstanceId, sample.State)));
        Assert.Equal((28.25, 61.5), (seen[0].MemoryPercent, seen[0].CpuPercent));
        Assert.Equal((null, null), (seen[1].MemoryPercent, seen[1].CpuPercent));
        Assert.Equal(["running", "terminated"], later.Select(sample => sample.State).Order(StringComparer.Ordinal));
        Assert.Single(await watch.LookAsync(CancellationToken.None));
    }

    [MotoFact]
    public async Task Group_ThatIsNotThere_IsExitCode3()
    {
        await using var error = new Transcript();
        await using var output = new Transcript();

        var exit = await LoadTestCommand.RunAsync(["monitor", "--group", "nobody", "--aws", moto.CliIn(_folder.Root)], output, error, TimeProvider.System);

        Assert.Equal(3, exit);
        Assert.StartsWith("airquality-loadtest: There is no auto scaling group 'nobody'", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<List<string>> GroupOfTwoAsync(string program, AwsCli aws)
    {
        await CallAsync(program, "autoscaling", "create-launch-configuration", "--launch-configuration-name", "lc", "--image-id", "ami-12345678", "--instance-type", "t4g.small");
        await CallAsync(program, "autoscaling", "create-auto-scaling-group", "--auto-scaling-group-name", Group, "--launch-configuration-name", "lc",
            "--min-size", "1", "--max-size", "5", "--desired-capacity", "2", "--availability-zones", "eu-west-1a");
        var groups = await aws.CallAsync(["autoscaling", "describe-auto-scaling-groups"], CancellationToken.None);
        return [.. groups["AutoScalingGroups"]![0]!["Instances"]!.AsArray().Select(instance => (string)instance!["InstanceId"]!).Order(StringComparer.Ordinal)];
    }

    private static Task PutAsync(string program, string metricNamespace, string metric, (string Name, string Value)[] dimensions, string at, double value)
    {
        var data = new JsonArray(new JsonObject
        {
            ["MetricName"] = metric,
            ["Dimensions"] = new JsonArray([.. dimensions.Select(dimension => new JsonObject { ["Name"] = dimension.Name, ["Value"] = dimension.Value })]),
            ["Timestamp"] = at,
            ["Value"] = value,
        });
        return CallAsync(program, "cloudwatch", "put-metric-data", "--namespace", metricNamespace, "--metric-data", data.ToJsonString());
    }

    private static async Task CallAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData("InService", InstanceSample.Running)]
    [InlineData("Pending", "pending")]
    [InlineData("Pending:Wait", "pending")]
    [InlineData("Terminating", "shutting-down")]
    [InlineData("Terminating:Proceed", "shutting-down")]
    [InlineData("Terminated", "terminated")]
    [InlineData("Standby", "standby")]
    public void StateOf_IsEc2sWord(string lifecycleState, string state) => Assert.Equal(state, GroupWatch.StateOf(lifecycleState));
}
