using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace AirQuality.Jobs.Tests.Landing;

/// <summary>What an S3 may answer instead of the feed, told by a stub in the words of the Amazon S3 API reference, Error responses.</summary>
public sealed class S3FeedFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(403, "AccessDenied", "feed_refused", false, 1)]
    [InlineData(503, "SlowDown", "feed_refused", false, 2)]
    [InlineData(500, "InternalError", "feed_unavailable", true, 2)]
    public async Task Cycle_S3AnswersAnError_SaysItByItsClassAfterSoManyRequests(int status, string error, string code, bool retryable, int requests)
    {
        await using var s3 = await FeedStub.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/xml";
            await context.Response.WriteAsync($"<?xml version=\"1.0\"?><Error><Code>{error}</Code><Message>no.</Message><RequestId>1</RequestId></Error>");
        });

        var result = await CycleAsync(s3.Url, ("AIRQUALITY_Feed__Attempts", "2"));

        AssertFailed(code, error, result);
        Assert.Equal(code == "feed_refused", result.Output.Contains("s3:GetObject", StringComparison.Ordinal));
        Assert.Equal(retryable, result.Report["error"]!["retryable"]!.GetValue<bool>());
        Assert.Equal(requests, s3.Requests.Count);
    }

    [Fact]
    public async Task Cycle_ObjectDrips_EndsAtTheTotalDeadline()
    {
        await using var s3 = await FeedStub.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync("[  "u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        });

        AssertFailed("feed_timeout", "Feed:TimeoutSeconds", await CycleAsync(s3.Url, ("AIRQUALITY_Feed__TimeoutSeconds", "1")));
    }

    [Fact]
    public async Task Cycle_ObjectShorterThanAnnounced_IsUnreachable()
    {
        await using var s3 = await FeedStub.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.Body.WriteAsync("[]"u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        AssertFailed("feed_unreachable", "s3://feeds/data.json", await CycleAsync(s3.Url));
    }

    [Fact]
    public async Task Cycle_NobodyAnswers_IsUnreachable() =>
        AssertFailed("feed_unreachable", "s3://feeds/data.json", await CycleAsync(new("http://127.0.0.1:9"), ("AIRQUALITY_Feed__Attempts", "1")));

    [Fact]
    public async Task Cycle_EndpointIsNoUrl_ExitsWith3AndNamesTheKey()
    {
        var result = await CycleAsync(null, ("AIRQUALITY_S3__Endpoint", "localhost:9"));

        Assert.Equal((int)ExitCode.Configuration, result.ExitCode);
        Assert.Contains("S3:Endpoint", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cycle_NothingSaysWhereS3Is_ExitsWith3AndSaysWhatToSet()
    {
        var result = await CycleAsync(null, ("AWS_CONFIG_FILE", _folder["none"]), ("AWS_SHARED_CREDENTIALS_FILE", _folder["none"]));

        Assert.Equal((int)ExitCode.Configuration, result.ExitCode);
        Assert.Contains("AWS_REGION", result.Output, StringComparison.Ordinal);
    }

    private Task<ProcessResult> CycleAsync(Uri? s3, params (string, string)[] settings) => AirQualityProcess.RunAsync(
        ["cycle", "--json", "--feed", "s3://feeds/data.json", "--data", _folder["data"]],
        [.. MotoServer.Variables(s3 is null ? null : new Uri(s3, "/")), .. settings]);

    private void AssertFailed(string code, string word, ProcessResult result)
    {
        Assert.True(result.ExitCode == (int)ExitCode.Upstream, result.ToString());
        Assert.Equal(code, result.Report["error"]!["code"]!.GetValue<string>());
        Assert.Contains(word, result.Report["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, DataFolderState.Files(Path.Combine(_folder["data"], "landing"), "*"));
    }
}
