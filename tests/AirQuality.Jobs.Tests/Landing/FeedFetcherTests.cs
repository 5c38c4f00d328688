using System.IO.Compression;
using System.Net;
using System.Text;
using AirQuality.Jobs.Landing;
using AirQuality.Jobs.Settings;
using AirQuality.Jobs.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace AirQuality.Jobs.Tests.Landing;

public sealed class FeedFetcherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fetch_NamesItselfAndAsksForGzip()
    {
        await using var feed = await FeedStub.StartAsync("[]"u8.ToArray());

        using var snapshot = await FetchAsync(feed, settings: new() { UserAgent = "AirQuality/9 (me@example.org)" });

        var request = Assert.Single(feed.Requests);
        Assert.Equal("AirQuality/9 (me@example.org)", request.UserAgent);
        Assert.Equal("gzip", request.AcceptEncoding);
    }

    [Fact]
    public async Task Fetch_WithKnownValidators_IsConditionalAnd304IsNull()
    {
        await using var feed = await FeedStub.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        });
        var modified = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

        var snapshot = await FetchAsync(feed, known: new("\"v1\"", modified));

        Assert.Null(snapshot);
        var request = Assert.Single(feed.Requests);
        Assert.Equal("\"v1\"", request.IfNoneMatch);
        Assert.Equal("Tue, 24 Nov 2026 08:00:00 GMT", request.IfModifiedSince);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    public async Task Fetch_ServiceAsksToStayAway_IsNotRetried(int status)
    {
        await using var feed = await FeedStub.StartAsync(Answer(status));

        var failure = await Assert.ThrowsAsync<FeedException>(() => FetchAsync(feed));

        Assert.True(failure.Refused);
        Assert.Equal("feed_refused", failure.Code);
        Assert.Single(feed.Requests);
    }

    [Fact]
    public async Task Fetch_ServerErrors_AreRetriedUpToTheLimit()
    {
        await using var feed = await FeedStub.StartAsync(Answer(503));

        var failure = await Assert.ThrowsAsync<FeedException>(() => FetchAsync(feed, settings: new() { Attempts = 2 }));

        Assert.Contains("503", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, feed.Requests.Count);
    }

    [Fact]
    public async Task Fetch_NotFound_IsNotRetried()
    {
        await using var feed = await FeedStub.StartAsync(Answer(404));

        await Assert.ThrowsAsync<FeedException>(() => FetchAsync(feed));

        Assert.Single(feed.Requests);
    }

    // Fault test 15: a body that drips must not hold a cycle beyond the total deadline, however steadily it drips.
    [Fact]
    public async Task Fetch_DrippingBody_EndsAtTheTotalDeadline()
    {
        await using var feed = await FeedStub.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync("[  "u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        });

        var failure = await Assert.ThrowsAsync<FeedException>(() => FetchAsync(feed, settings: new() { TimeoutSeconds = 1 }));

        Assert.Equal("feed_timeout", failure.Code);
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public async Task Fetch_BodyShorterThanAnnounced_FailsAndLeavesNothing()
    {
        await using var feed = await FeedStub.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.Body.WriteAsync("[]"u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        var failure = await Assert.ThrowsAsync<FeedException>(() => FetchAsync(feed));

        Assert.Equal("feed_unreachable", failure.Code);
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public async Task Fetch_BodyBeyondTheCap_IsRefusedWhileItComes()
    {
        await using var feed = await FeedStub.StartAsync(async context =>
        {
            await context.Response.Body.WriteAsync(new byte[4_000_000], context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted); // there would be much more
        });

        var failure = await Assert.ThrowsAsync<FeedException>(() => FetchAsync(feed, settings: new() { MaxBytes = 1_000_000 }));

        Assert.Equal("feed_too_large", failure.Code);
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    // Fault test 11: a gzip bomb.
    [Fact]
    public async Task OpenJson_GzipThatExpandsAThousandfold_IsRefused()
    {
        var bomb = Gzip(Encoding.UTF8.GetBytes("[" + new string(' ', 50_000_000) + "]"));
        Assert.True(bomb.Length < 60_000);
        await using var feed = await FeedStub.StartAsync(bomb);
        using var snapshot = await FetchAsync(feed);

        await using var json = snapshot!.OpenJson(new FeedSettings());
        var failure = await Assert.ThrowsAsync<FeedException>(() => json.CopyToAsync(Stream.Null));

        Assert.Equal("feed_too_large", failure.Code);
    }

    [Fact]
    public async Task OpenJson_GzipBody_IsExpanded()
    {
        await using var feed = await FeedStub.StartAsync(Gzip("[1]"u8.ToArray()));
        using var snapshot = await FetchAsync(feed);

        await using var json = snapshot!.OpenJson(new FeedSettings());
        Assert.Equal("[1]", await new StreamReader(json).ReadToEndAsync());
    }

    // Fault test 16: redirects.
    [Fact]
    public async Task Fetch_RedirectLoop_IsRefused()
    {
        await using var feed = await FeedStub.StartAsync(context =>
        {
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        });

        var failure = await Assert.ThrowsAsync<FeedException>(() => FetchAsync(feed));

        Assert.Equal("redirect_refused", failure.Code);
        Assert.Equal(6, feed.Requests.Count);
    }

    [Theory]
    [InlineData("http://10.1.2.3/data.json")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::1]:9/")]
    [InlineData("http://localhost:9/")]
    public async Task Fetch_RedirectToAPrivateAddress_IsRefused(string target)
    {
        await using var feed = await FeedStub.StartAsync(context =>
        {
            context.Response.Redirect(target);
            return Task.CompletedTask;
        });

        var failure = await Assert.ThrowsAsync<FeedException>(() => FetchAsync(feed));

        Assert.Equal("redirect_refused", failure.Code);
        Assert.Single(feed.Requests);
    }

    [Fact]
    public async Task Fetch_RedirectOnTheSameHost_IsFollowed()
    {
        await using var feed = await FeedStub.StartAsync(async context =>
        {
            if (context.Request.Path == "/data.json")
                context.Response.Redirect("/moved.json");
            else
                await context.Response.WriteAsync("[]");
        });

        using var snapshot = await FetchAsync(feed);

        Assert.Equal("[]", await File.ReadAllTextAsync(snapshot!.FilePath));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2001:4860:4860::8888", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    public void IsPublic_ByTheRfcs(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddressConnector.IsPublic(IPAddress.Parse(address)));

    private Task<IncomingSnapshot?> FetchAsync(FeedStub feed, FeedValidators? known = null, FeedSettings? settings = null) =>
        new FeedFetcher(new AirQualitySettings { Feed = settings ?? new() { Attempts = 1 } }, TimeProvider.System)
            .FetchAsync(new FeedSource("stub", feed.Url, 5), known, _folder.Root, CancellationToken.None);

    private static RequestDelegate Answer(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
