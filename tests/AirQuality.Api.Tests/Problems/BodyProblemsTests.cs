using System.Net;
using System.Net.Sockets;
using System.Text;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Problems;

/// <summary>Bodies that cannot be read, through the real web server.</summary>
public sealed class BodyProblemsTests : IAsyncLifetime
{
    private const string Json = "application/json";
    private LiveApi _api = null!;

    public async Task InitializeAsync() => _api = await LiveApi.StartAsync(StepsKey.Settings);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("{", Json, HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("", Json, HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("null", Json, HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("[]", Json, HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("""{"job":"rm -rf"}""", Json, HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("""{"job":"cycle"}""", "text/plain", HttpStatusCode.UnsupportedMediaType, "unsupported-media-type")]
    [InlineData("""{"job":"cycle","feed":"24h"}""", Json, HttpStatusCode.ServiceUnavailable, "steps-unavailable")]
    public async Task Body_ThatIsWrong_IsToldByItsKind(string body, string mediaType, HttpStatusCode status, string code)
    {
        using var response = await PostAsync(new StringContent(body, Encoding.UTF8, mediaType));
        await ProblemBody.ReadAsync(response, status, code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_LargerThanAnyValidOne_IsTooLargeWithAndWithoutALength(bool tellsLength)
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{"job":"cycle","feed":"{{new string('x', 70_000)}}"}""");
        HttpContent content = tellsLength ? new ByteArrayContent(bytes) : new StreamContent(new MemoryStream(bytes));
        content.Headers.ContentType = new(Json);
        if (!tellsLength)
            content.Headers.ContentLength = null;
        using var response = await PostAsync(content, chunked: !tellsLength);
        await ProblemBody.ReadAsync(response, HttpStatusCode.RequestEntityTooLarge, "payload-too-large");
    }

    [Fact]
    public async Task Body_InBrokenChunks_IsNotValid()
    {
        var request = $"POST /v1/steps HTTP/1.1\r\nHost: x\r\nX-Api-Key: {StepsKey.Secret}\r\nContent-Type: {Json}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _api.Address.Port, limit.Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), limit.Token);
        using var reader = new StreamReader(client.GetStream());
        var answer = await reader.ReadToEndAsync(limit.Token);
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("urn:airquality:problem:invalid-body", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_ThatIsNotThere_IsAskedForBeforeTheBodyIsRead()
    {
        using var response = await _api.Client.PostAsync(new Uri("/v1/steps", UriKind.Relative), new StringContent("{", Encoding.UTF8, Json));
        await ProblemBody.ReadAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private Task<HttpResponseMessage> PostAsync(HttpContent content, bool? chunked = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/steps") { Content = content };
        request.Headers.Add("X-Api-Key", StepsKey.Secret);
        request.Headers.TransferEncodingChunked = chunked;
        return _api.Client.SendAsync(request);
    }
}
