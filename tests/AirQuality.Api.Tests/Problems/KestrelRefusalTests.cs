using System.Net;
using System.Net.Sockets;
using System.Text;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Problems;

/// <summary>What the web server refuses before the program sees it: short, without a body, and the connection ends.</summary>
public sealed class KestrelRefusalTests : IAsyncLifetime
{
    private LiveApi _api = null!;

    public async Task InitializeAsync() => _api = await LiveApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task RequestLine_TooLong_IsRefused() =>
        Assert.StartsWith("HTTP/1.1 414", await SendAsync($"GET /v1/stats?x={new string('a', 70_000)} HTTP/1.1\r\nHost: x\r\n\r\n"), StringComparison.Ordinal);

    [Fact]
    public async Task Query_OfSixtyKilobytes_GetsAReasonedAnswer()
    {
        var answer = await SendAsync($"GET /v1/stats?x={new string('a', 60_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("urn:airquality:problem:invalid-parameters", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_TooMany_AreRefused() =>
        Assert.StartsWith(
            "HTTP/1.1 431",
            await SendAsync($"GET / HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: 1\r\n"))}\r\n"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n")]
    [InlineData("GET /v1/%00 HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")]
    public async Task Request_ThatIsNoHttp_IsRefused(string request)
    {
        var answer = await SendAsync(request);
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing", "HTTP/1.1 404")]
    [InlineData("/v1/stats?x=1", "HTTP/1.1 400")]
    public async Task Head_OfAProblem_HasItsHeadersAndNoBody(string path, string status)
    {
        var answer = await SendAsync($"HEAD {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith(status, answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/problem+json", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_InBrokenChunks_IsRefusedWhereverItIsNotWanted()
    {
        var answer = await SendAsync("POST /v1/stats HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        Assert.StartsWith("HTTP/1.1 405", answer, StringComparison.Ordinal);
        Assert.Contains("urn:airquality:problem:method-not-allowed", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_AfterAllThat_StillServes()
    {
        await SendAsync("nonsense\r\n\r\n");
        using var response = await _api.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Server"));
    }

    // Until the server ends the connection; a request that is refused half-way may be cut off by a reset.
    private async Task<string> SendAsync(string request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _api.Address.Port, limit.Token);
        var stream = client.GetStream();
        var answer = new StringBuilder();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer, limit.Token) is > 0 and var read)
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException) when (answer.Length > 0)
        {
        }
        return answer.ToString();
    }
}
