using System.Net;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Answers;

public sealed class AnyOriginTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/v1/stats")]
    [InlineData("/v1/stats?x=1")]
    [InlineData("/v1/nothing")]
    [InlineData("/openapi/v1.json")]
    public async Task Get_OfTheReadSide_IsOpenToEveryPageAskedOrNot(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("ETag, Link", response.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/steps")]
    [InlineData("/v1/steps/1/log")]
    [InlineData("/health/ready")]
    [InlineData("/")]
    public async Task Get_OfAnythingElse_IsNot(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path, ("Origin", "https://example.org"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task QuestionAhead_ForAValidator_IsAllowed()
    {
        using var response = await SendAsync(
            HttpMethod.Options, "/v1/stats",
            ("Origin", "https://example.org"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "if-none-match"));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("GET, HEAD", response.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Contains("If-None-Match", response.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_WithoutAQuestion_IsNotAllowed()
    {
        using var response = await SendAsync(HttpMethod.Options, "/v1/stats");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return fixture.Host.Client.SendAsync(request);
    }
}
