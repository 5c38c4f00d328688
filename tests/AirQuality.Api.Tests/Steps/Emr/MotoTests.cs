using System.Net;
using System.Text.Json;
using AirQuality.Api.Tests.Steps.Hosting;
using AirQuality.Tests.Linked;

namespace AirQuality.Api.Tests.Steps.Emr;

/// <summary>Against moto's EMR, which somebody else wrote. It adds, lists and shows steps; they never advance, and it cannot cancel them.</summary>
public sealed class MotoTests(MotoTests.Moto moto) : IClassFixture<MotoTests.Moto>
{
    [MotoFact]
    public async Task Steps_SubmittedToMoto_AreListedShownAndReplayed()
    {
        var cluster = await moto.RunClusterAsync();
        await using var host = await StepsHost.StartAsync(moto.Settings(cluster));

        var first = await host.SubmittedAsync("""{"job":"cycle","feed":"24h"}""", "one");
        var second = await host.SubmittedAsync("""{"job":"backfill","from":"2018-01-01","to":"2018-01-02","sensors":[7]}""");
        using var replayed = await host.SubmitAsync("""{"job":"cycle","feed":"24h"}""", "one");
        var list = await host.GetAsync("/v1/steps");
        var running = await host.GetAsync("/v1/steps?state=running");

        Assert.Equal(StepsHost.IdOf(first), StepsHost.IdOf(await StepsHost.BodyAsync(replayed, HttpStatusCode.OK)));
        Assert.Equal(
            new[] { StepsHost.IdOf(first), StepsHost.IdOf(second) }.Order(),
            list.GetProperty("results").EnumerateArray().Select(StepsHost.IdOf).Order());
        Assert.Equal([StepsHost.IdOf(first)], running.GetProperty("results").EnumerateArray().Select(StepsHost.IdOf)); // moto runs the first and no other
        Assert.Equal("""{"from":"2018-01-01","to":"2018-01-02","sensors":[7]}""", second.GetProperty("arguments").GetRawText());
        Assert.Equal($"s3://logs/{cluster}/steps/{StepsHost.IdOf(first)}/", first.GetProperty("log").GetString());
    }

    [MotoFact]
    public async Task Submit_ClusterThatMotoTerminated_IsRefused()
    {
        var cluster = await moto.RunClusterAsync();
        await moto.CallAsync("TerminateJobFlows", $$"""{"JobFlowIds":["{{cluster}}"]}""");
        await using var host = await StepsHost.StartAsync(moto.Settings(cluster));

        using var response = await host.SubmitAsync("""{"job":"cycle","feed":"24h"}""");

        Assert.Equal("cluster-not-running", StepsHost.CodeOf(await StepsHost.BodyAsync(response, HttpStatusCode.Conflict)));
    }

    [MotoFact]
    public async Task Cancel_OperationThatMotoLacks_IsAnOutage()
    {
        await using var host = await StepsHost.StartAsync(moto.Settings(await moto.RunClusterAsync()));
        var step = await host.SubmittedAsync("""{"job":"cycle","feed":"24h"}""");

        Assert.Equal("steps-unavailable", StepsHost.CodeOf(await host.CancelAsync(StepsHost.IdOf(step), HttpStatusCode.ServiceUnavailable)));
    }

    /// <summary>Skips with the reason where there is no moto.</summary>
    public sealed class MotoFactAttribute : FactAttribute
    {
        public MotoFactAttribute()
        {
            if (!MotoProcess.IsThere)
                Skip = "moto_server is not on this machine";
        }
    }

    /// <summary>Moto's server on loopback.</summary>
    public sealed class Moto : IAsyncLifetime
    {
        private MotoProcess? _server;

        public async Task InitializeAsync()
        {
            Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "testing");
            Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "testing");
            if (MotoProcess.IsThere)
                _server = await MotoProcess.StartAsync();
        }

        public Task DisposeAsync()
        {
            _server?.Dispose();
            return Task.CompletedTask;
        }

        public (string Key, string Value)[] Settings(string cluster) =>
        [
            ("Steps:Runner", "emr"), ("Steps:Emr:ClusterId", cluster), ("Steps:Emr:Endpoint", _server!.Url), ("Steps:Emr:Attempts", "1"),
            ("Steps:ArchiveSource", "s3://archive"),
        ];

        /// <summary>A cluster that waits.</summary>
        public async Task<string> RunClusterAsync() =>
            (await CallAsync("RunJobFlow", """{"Name":"c","ReleaseLabel":"emr-7.7.0","LogUri":"s3n://logs/","Instances":{"KeepJobFlowAliveWhenNoSteps":true,"InstanceCount":1,"MasterInstanceType":"m6g.xlarge"}}"""))
            .GetProperty("JobFlowId").GetString()!;

        /// <summary>Calls an operation that the product does not.</summary>
        public async Task<JsonElement> CallAsync(string operation, string body)
        {
            using var client = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, _server!.Url) { Content = new StringContent(body, null, "application/x-amz-json-1.1") };
            request.Headers.Add("X-Amz-Target", $"ElasticMapReduce.{operation}");
            request.Headers.TryAddWithoutValidation(
                "Authorization", "AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/elasticmapreduce/aws4_request, SignedHeaders=host, Signature=0");
            using var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, text);
            return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        }
    }
}
