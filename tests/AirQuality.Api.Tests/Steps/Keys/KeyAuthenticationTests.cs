using System.Net;
using AirQuality.Api.Tests.Steps.Hosting;

namespace AirQuality.Api.Tests.Steps.Keys;

public sealed class KeyAuthenticationTests
{
    private static readonly string[] _paths = ["/v1/steps", "/v1/steps/l-1", "/v1/steps/l-1/log", "/v1/steps/l-1/events"];

    [Theory]
    [InlineData(null, null)]
    [InlineData("Authorization", "Bearer wrong")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "Basic YXFfb3BzLXNlY3JldDo=")]
    [InlineData("X-Api-Key", "")]
    [InlineData("X-Api-Key", "AQ_OPS-SECRET")]
    [InlineData("X-Api-Key", "aq_ops-secret, aq_viewer-secret")]
    public async Task Request_NoKeyThatIsKnown_IsChallengedOnEveryRoute(string? header, string? value)
    {
        await using var host = await StepsHost.StartAsync();
        using var client = host.ClientWith(null);
        if (header is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        foreach (var path in _paths)
            await AssertChallengedAsync(await client.GetAsync(new Uri(path, UriKind.Relative)));
        await AssertChallengedAsync(await client.PostAsync(new Uri("/v1/steps", UriKind.Relative), new StringContent("not even JSON", null, "application/json")));
        await AssertChallengedAsync(await client.PostAsync(new Uri("/v1/steps/l-1/cancel", UriKind.Relative), null));
    }

    [Fact]
    public async Task Request_TwoDifferentKeys_IsChallenged()
    {
        await using var host = await StepsHost.StartAsync();
        using var client = host.ClientWith(StepsHost.OpsKey);
        client.DefaultRequestHeaders.Add("X-Api-Key", StepsHost.ViewerKey);

        await AssertChallengedAsync(await client.GetAsync(new Uri("/v1/steps", UriKind.Relative)));
    }

    [Fact]
    public async Task Request_KeyInEitherHeader_IsLetIn()
    {
        await using var host = await StepsHost.StartAsync();
        using var client = host.ClientWith(null);
        client.DefaultRequestHeaders.Add("X-Api-Key", StepsHost.OpsKey);

        foreach (var one in (HttpClient[])[client, host.Client])
        {
            using var response = await one.GetAsync(new Uri("/v1/steps", UriKind.Relative));
            var problem = await StepsHost.BodyAsync(response, HttpStatusCode.ServiceUnavailable); // past the door, and nobody runs steps
            Assert.Equal("steps-unavailable", StepsHost.CodeOf(problem));
            Assert.Contains("Steps:Runner", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.NotNull(response.Headers.RetryAfter);
        }
    }

    [Fact]
    public async Task Write_KeyThatOnlyReads_IsForbiddenAndSaysWhatItNeeds()
    {
        await using var host = await StepsHost.StartAsync();
        using var client = host.ClientWith(StepsHost.ViewerKey);

        using var submitted = await host.SubmitAsync("""{"job":"cycle","feed":"24h"}""", client: client);
        using var cancelled = await client.PostAsync(new Uri("/v1/steps/l-1/cancel", UriKind.Relative), null);
        using var read = await client.GetAsync(new Uri("/v1/steps", UriKind.Relative));

        foreach (var response in (HttpResponseMessage[])[submitted, cancelled])
        {
            var problem = await StepsHost.BodyAsync(response, HttpStatusCode.Forbidden);
            Assert.Equal("forbidden", StepsHost.CodeOf(problem));
            Assert.Contains("steps:write", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.ServiceUnavailable, read.StatusCode);
    }

    [Fact]
    public async Task Limit_OneKeyUsedUp_OthersGoOn()
    {
        await using var host = await StepsHost.StartAsync(("Limits:StepsPerMinute", "3"));
        using var other = host.ClientWith(StepsHost.OtherKey);
        for (var i = 0; i < 3; i++)
            await host.GetAsync("/v1/steps", HttpStatusCode.ServiceUnavailable);

        using var refused = await host.Client.GetAsync(new Uri("/v1/steps", UriKind.Relative));
        using var others = await other.GetAsync(new Uri("/v1/steps", UriKind.Relative));

        Assert.Equal("too-many-requests", StepsHost.CodeOf(await StepsHost.BodyAsync(refused, HttpStatusCode.TooManyRequests)));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, others.StatusCode);
    }

    [Fact]
    public async Task ReadSide_WithoutAKey_StaysOpen()
    {
        await using var host = await StepsHost.StartAsync();
        using var client = host.ClientWith(null);

        using var response = await client.GetAsync(new Uri("/v1/stats", UriKind.Relative));

        Assert.NotEqual(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static async Task AssertChallengedAsync(HttpResponseMessage response)
    {
        Assert.Equal("unauthenticated", StepsHost.CodeOf(await StepsHost.BodyAsync(response, HttpStatusCode.Unauthorized)));
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        response.Dispose();
    }
}
