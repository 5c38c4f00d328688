using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using AirQuality.LoadTest.Elastic.Workers;
using AirQuality.LoadTest.Tests.Hosting;
using AirQuality.TimestreamLocal;

namespace AirQuality.LoadTest.Tests.Elastic;

/// <summary>The verb with real processes and real requests.</summary>
public sealed class ElasticTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Worker_TakesTrafficOnlyAfterItsHealthCheckPasses()
    {
        var port = WorkerCommand.FreePort();
        await using var elastic = ElasticHost.OfStandIns(["--port", $"{port}"], isWell: false);
        await elastic.Events.ContainsAsync("worker-1 pending");
        elastic.Client.BaseAddress = new Uri($"http://127.0.0.1:{port}");

        using (var early = await elastic.Client.GetAsync("/"))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        Assert.Equal("", elastic.Output.ToString());
        elastic.MakeFile("well");
        await elastic.UpAsync();

        Assert.NotEmpty(await elastic.Client.GetStringAsync("/"));
        Assert.Equal(130, await elastic.EndAsync());
        Assert.Equal(1, (int)elastic.Summary["failures"]!); // The early one.
    }

    [Fact]
    public async Task Load_GrowsAndShrinksTheGroup_AndNoRequestFails()
    {
        await using var elastic = ElasticHost.OfStandIns([
            "--max", "2", "--instance-cores", "0.05", "--scale-in-below", "50", "--scale-in-minutes", "4", "--cooldown", "60s", "--warm-up", "0s"]);
        await elastic.UpAsync();

        IReadOnlyCollection<string> failures;
        await using (var busy = Load.Of(elastic.Client, 4, "/burn"))
        {
            await elastic.Events.ContainsAsync("above 60 % for 3 min: 1 → 2");
            await elastic.Events.ContainsAsync("worker-2 pending → running");
            failures = await busy.EndAsync(more: 20);
        }
        await using (var quiet = Load.Of(elastic.Client, 1, "/", TimeSpan.FromMilliseconds(100)))
        {
            await elastic.Events.ContainsAsync("below 50 % for 4 min: 2 → 1");
            await elastic.Events.ContainsAsync("worker-1 shutting-down → terminated: exit code 0");
            failures = [.. failures, .. await quiet.EndAsync(more: 3)];
        }
        await elastic.EndAsync();

        Assert.Empty(failures);
        Assert.Equal(0, (int)elastic.Summary["failures"]!);
        Assert.Equal(2, (int)elastic.Summary["maxInstances"]!);
        Assert.Equal(elastic.Summary["starts"]!.ToString(), elastic.Summary["stops"]!.ToString());
        var states = elastic.Samples.Where(sample => sample.InstanceId == "worker-1").Select(sample => sample.State).Distinct().ToList();
        Assert.Equal(["pending", "running", "draining", "shutting-down", "terminated"], states);
        Assert.Contains(elastic.Samples, sample => sample is { InstanceId: "worker-1", CpuPercent: > 60, MemoryPercent: > 0 });
        Assert.All(elastic.Samples, sample => Assert.InRange(sample.CpuPercent ?? 0, 0, 100));
    }

    [Fact]
    public async Task Draining_WithARequestUnderWay_AnswersItBeforeItEnds()
    {
        await using var elastic = ElasticHost.OfStandIns(["--min", "2", "--deregistration-delay", "2h"]);
        await elastic.UpAsync();
        await elastic.Events.ContainsAsync("worker-2 pending → running");
        await elastic.Events.ContainsAsync("worker-1 pending → running");
        var slow = elastic.Client.GetStringAsync("/slow");
        var port = await elastic.FileAsync("begun");

        await using var load = Load.Of(elastic.Client, 1, "/", TimeSpan.FromMilliseconds(20));
        elastic.MakeFile($"sick-{port}");
        await elastic.Events.ContainsAsync("running → draining: 3 health checks failed");
        for (var i = 0; i < 10; i++)
            Assert.NotEqual(port, await elastic.Client.GetStringAsync("/"));
        Assert.DoesNotContain("shutting-down", elastic.Events.ToString(), StringComparison.Ordinal);
        elastic.MakeFile("over");

        Assert.Equal(port, await slow);
        await elastic.Events.ContainsAsync("draining → shutting-down: no request is under way");
        Assert.Empty(await load.EndAsync(more: 5));
    }

    [Fact]
    public async Task Worker_KilledUnderLoad_IsReplaced_AndNoGetFails()
    {
        await using var elastic = ElasticHost.OfStandIns(["--min", "2"]);
        await elastic.UpAsync();
        await elastic.Events.ContainsAsync("worker-2 pending → running");
        await elastic.Events.ContainsAsync("worker-1 pending → running");

        await using var load = Load.Of(elastic.Client, 8, "/burn");
        using (var victim = Process.GetProcessById(elastic.ProcessIds[0]))
            victim.Kill();
        await elastic.Events.ContainsAsync("worker-1 running → terminated: it ended by itself, exit code 137");
        await elastic.Events.ContainsAsync("worker-3 pending → running");
        var failures = await load.EndAsync(more: 20);
        await elastic.EndAsync();

        Assert.Empty(failures);
        Assert.Equal(0, (int)elastic.Summary["failures"]!);
        Assert.Equal(1, (int)elastic.Summary["deaths"]!);
        Assert.True((int)elastic.Summary["requests"]! >= load.Answers);
    }

    [Fact]
    public async Task For_EndsByItself()
    {
        await using var elastic = ElasticHost.OfStandIns(["--for", "1s"]);

        Assert.Equal(0, await elastic.EndAsync(stops: false));
        Assert.Equal((1, 1), ((int)elastic.Summary["starts"]!, (int)elastic.Summary["stops"]!));
        Assert.InRange((double)elastic.Summary["instanceHours"]!, 60 * 1.0 / 3600, 60 * 60.0 / 3600); // A second, sixty times as fast, and the start.
    }

    [Fact]
    public async Task Api_OverOneTimestream_ServesThroughTheProxy()
    {
        await using var store = await TimestreamLocalServer.StartAsync(new TimestreamLocalOptions { DataFile = _folder["timestream.db"] });
        await CreateTableAsync(store.Endpoint);
        await using var elastic = ElasticHost.Of([
            "--time-scale", "60", "--api", Path.Combine(AppContext.BaseDirectory, "AirQuality.Api.dll"), "--endpoint", $"{store.Endpoint}", "--worker-logs", _folder["logs"]]);
        await elastic.UpAsync();

        var answer = await elastic.Client.GetStringAsync("/v1/latest");

        Assert.StartsWith("{", answer, StringComparison.Ordinal);
        Assert.Equal(130, await elastic.EndAsync());
        Assert.Contains("Now listening on", await File.ReadAllTextAsync(_folder["logs", "worker-1.log"]), StringComparison.Ordinal);
        Assert.Equal(0, (int)elastic.Summary["failures"]! + (int)elastic.Summary["deaths"]!);
    }

    private static async Task CreateTableAsync(Uri store)
    {
        using var client = new HttpClient();
        foreach (var (operation, body) in ((string, string)[])[("CreateDatabase", """{"DatabaseName":"air_quality"}"""), ("CreateTable", """{"DatabaseName":"air_quality","TableName":"readings"}""")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, store) { Content = new StringContent(body, new MediaTypeHeaderValue("application/x-amz-json-1.0")) };
            request.Headers.Add("X-Amz-Target", $"Timestream_20181101.{operation}");
            using var answer = await client.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }
}
