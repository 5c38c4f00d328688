using AirQuality.LoadTest.Commands;
using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Monitoring;

/// <summary>The verb with an AWS CLI that says what a test wants.</summary>
public sealed class MonitorCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Transcript _output = new();
    private readonly Transcript _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Throttling_IsToldAndLookedPast()
    {
        // The first call is throttled, then an instance is there, whose metrics are asked for once and not at each look.
        var aws = Aws("""
            calls=$(dirname "$0")/calls; echo "$*" >> "$calls"
            if [[ $(wc -l < "$calls") == 1 ]]; then
              echo "An error occurred (Throttling) when calling the DescribeAutoScalingGroups operation (reached max retries: 4): Rate exceeded" >&2; exit 254
            fi
            case "$1" in
              autoscaling) echo '{"AutoScalingGroups":[{"Instances":[{"InstanceId":"i-1","LifecycleState":"InService"}]}]}' ;;
              cloudwatch) echo '{"MetricDataResults":[{"Id":"c0","Values":[61.5,3.0]},{"Id":"m0","Values":[]}]}' ;;
            esac
            """);

        var exit = await RunAsync("--group", "g", "--aws", aws, "--csv", _folder["metrics.csv"], "--every", "100ms", "--for", "2s", "--region", "eu-west-2");

        Assert.Equal(0, exit);
        Assert.Contains("nothing seen: aws autoscaling describe-auto-scaling-groups failed (254): An error occurred (Throttling)", _error.ToString(), StringComparison.Ordinal);
        var samples = MetricsCsv.Read(_folder["metrics.csv"]);
        Assert.NotEmpty(samples);
        Assert.All(samples, sample => Assert.Equal(("i-1", "running", null, 61.5), (sample.InstanceId, sample.State, sample.MemoryPercent, sample.CpuPercent)));
        var calls = await File.ReadAllLinesAsync(_folder["calls"]);
        Assert.Single(calls, call => call.StartsWith("cloudwatch get-metric-data", StringComparison.Ordinal));
        Assert.All(calls, call => Assert.Contains("--region eu-west-2", call, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("echo 'Unable to locate credentials. You can configure credentials by running \"aws configure\".' >&2; exit 253", "failed (253): Unable to locate credentials.")]
    [InlineData("echo 'An error occurred (AccessDenied) when calling the operation' >&2; exit 254", "(AccessDenied)")]
    [InlineData("echo '{\"AutoScalingGroups\":[]}'", "There is no auto scaling group 'g'")]
    [InlineData("echo hello", "answered no JSON: hello")]
    public async Task Aws_ThatWillNeverAnswer_IsExitCode3(string body, string message)
    {
        Assert.Equal(3, await RunAsync("--group", "g", "--aws", Aws(body)));
        Assert.Contains(message, _error.ToString(), StringComparison.Ordinal);
        Assert.Single(_error.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Throttling_WithoutEnd_IsExitCode3()
    {
        Assert.Equal(3, await RunAsync("--group", "g", "--every", "100ms", "--aws", Aws("echo 'RequestLimitExceeded' >&2; exit 254")));
        Assert.Contains("Nothing was seen 20 times in a row; the last:", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttling_UntilTheEnd_IsExitCode3()
    {
        Assert.Equal(3, await RunAsync("--group", "g", "--every", "1h", "--for", "1s", "--aws", Aws("sleep 1; echo 'RequestLimitExceeded' >&2; exit 254")));
        Assert.Contains("Nothing was seen in all the time", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_WithWhatATerminalWouldObey_HasNoneOfIt()
    {
        Assert.Equal(3, await RunAsync("--group", "g", "--aws", Aws(@"printf 'hello[2J
there'")));
        Assert.Contains("answered no JSON: hello [2J there", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cli_ThatIsNotThere_IsExitCode3()
    {
        Assert.Equal(3, await RunAsync("--group", "g", "--aws", _folder["no-aws"]));
        Assert.Contains("cannot be started", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--group g --every often")]
    [InlineData("--group g --nonsense")]
    public async Task CommandLine_ThatIsWrong_IsExitCode2(string options)
    {
        Assert.Equal(2, await RunAsync(options.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.StartsWith("airquality-loadtest: ", _error.ToString(), StringComparison.Ordinal);
    }

    private string Aws(string body) => Script.Write(_folder["aws"], body);

    private Task<int> RunAsync(params string[] options) => LoadTestCommand.RunAsync(["monitor", .. options], _output, _error, TimeProvider.System);
}
