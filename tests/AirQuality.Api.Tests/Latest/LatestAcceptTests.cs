using System.Net;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Latest;

public sealed class LatestAcceptTests(SharedApi api) : IClassFixture<SharedApi>
{
    private readonly ApiHost _host = api.Host;

    [Theory]
    [InlineData("application/geo+json", "application/geo+json")]
    [InlineData("text/csv;q=0.5, application/geo+json;q=0.9", "application/geo+json")]
    [InlineData("text/*", "text/csv")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html, */*;q=0.1", "application/json")]
    [InlineData("application/json; charset=utf-8", "application/json")]
    [InlineData("application/*+json", "application/geo+json")]
    [InlineData("application/json;q=0, */*", "application/geo+json")]
    [InlineData("*/*, application/json;q=0.5, application/geo+json;q=0.6", "text/csv")]
    public async Task Get_WithAccept_ComesInTheFormItLikesBest(string accept, string mediaType)
    {
        using var response = await AcceptAsync("/v1/latest?limit=1", accept);

        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/csv;q=0")]
    public async Task Get_WithAcceptOfNothingServed_IsNotAcceptable(string accept)
    {
        using var response = await AcceptAsync("/v1/latest?limit=1", accept);

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Get_WithFormat_WinsOverAccept()
    {
        using var response = await AcceptAsync("/v1/latest?limit=1&format=csv", "application/json");

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
    }

    private async Task<HttpResponseMessage> AcceptAsync(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        return await _host.Client.SendAsync(request);
    }
}
