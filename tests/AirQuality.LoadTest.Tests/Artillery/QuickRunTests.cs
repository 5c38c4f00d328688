using System.Text.Json;
using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Artillery;

/// <summary>Artillery itself, installed from npm.</summary>
[Trait("Suite", "long")]
public sealed class QuickRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NodeFact]
    public async Task Quick_LocalStack_NoRequestFails()
    {
        var run = await RunScript.RunAsync(null, "--quick", "--out", _folder.Root);

        // Whether it is fast enough is the machine's affair; a run says so by 1.
        Assert.True(run.ExitCode is 0 or 1, run.Output);
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["results.json"]));
        var counters = results.RootElement.GetProperty("aggregate").GetProperty("counters");
        int Count(string name) => counters.TryGetProperty(name, out var count) ? count.GetInt32() : 0;
        Assert.True(Count("http.requests") > 0, run.Output);
        Assert.Equal(200 * Count("vusers.created"), Count("http.codes.200"));
        Assert.Equal(Count("http.requests"), Count("apdex.satisfied") + Count("apdex.tolerated") + Count("apdex.frustrated"));
        Assert.Equal(Count("http.requests"), Count("plugins.metrics-by-endpoint.latest.codes.200") + Count("plugins.metrics-by-endpoint.series.codes.200"));
        Assert.Contains("ok: http.codes.200 == http.requests", run.Output, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
            Assert.NotEmpty(MetricsCsv.Read(_folder["metrics.csv"]));
    }

    [NodeFact]
    public async Task Quick_TargetThatFailsNowAndThen_Ends1AndSaysSo()
    {
        await using var target = new FailingTarget(everyNth: 500);

        var run = await RunScript.RunAsync(null, "--quick", "--target", target.Url, "--out", _folder.Root);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("fail: http.codes.200 == http.requests", run.Output, StringComparison.Ordinal);
        Assert.Contains("a threshold was missed or a request failed", run.Output, StringComparison.Ordinal);
    }
}
