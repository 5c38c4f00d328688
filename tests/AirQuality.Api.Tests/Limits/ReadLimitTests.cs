using System.Net;
using AirQuality.Api.Limits;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Limits;

public sealed class ReadLimitTests
{
    private const int Requests = 60;

    [Fact]
    public async Task Reads_BeyondTheLimit_AreRefusedWithAHintAndHealthIsNot()
    {
        await using var api = await LiveApi.StartAsync(("Limits:ReadsPerSecond", "1"));
        var refused = (await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => api.Client.GetAsync(new Uri("/v1/stats?x=1", UriKind.Relative)))))
            .Where(response => response.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.True(refused[0].Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        await ProblemBody.ReadAsync(refused[0], HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal("*", refused[0].Headers.GetValues("Access-Control-Allow-Origin").Single());
        var health = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => api.Client.GetAsync(new Uri("/health/live", UriKind.Relative))));
        Assert.All(health, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task Reads_WithTheLimitOff_AreNeverRefused()
    {
        await using var api = await LiveApi.StartAsync(("Limits:ReadsPerSecond", "0"));
        Assert.Equal(0, await RefusedAsync(api));
    }

    [Fact]
    public async Task ForwardedAddress_FromAProxyOfTheList_IsAClientOfItsOwn()
    {
        await using var api = await LiveApi.StartAsync(("Limits:ReadsPerSecond", "1"), ("Proxies:0", "10.0.0.0/8"), ("Proxies:1", "127.0.0.1"));
        Assert.Equal(0, await RefusedAsync(api, client => $"198.51.100.{client}"));
        Assert.Equal(0, await RefusedAsync(api, client => $"203.0.113.{client}, 10.1.2.3"));
    }

    [Fact]
    public async Task ForwardedAddress_FromAnybodyElse_MeansNothing()
    {
        await using var without = await LiveApi.StartAsync(("Limits:ReadsPerSecond", "1"));
        Assert.NotEqual(0, await RefusedAsync(without, client => $"198.51.100.{client}"));
        await using var other = await LiveApi.StartAsync(("Limits:ReadsPerSecond", "1"), ("Proxies:0", "10.0.0.0/8"));
        Assert.NotEqual(0, await RefusedAsync(other, client => $"198.51.100.{client}"));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    [InlineData(null, "255.255.255.255")]
    public void Client_OfAnAddress_IsItsNetworkInIpv6(string? address, string client) =>
        Assert.Equal(IPAddress.Parse(client), ReadLimit.ClientOf(address is null ? null : IPAddress.Parse(address)));

    private static async Task<int> RefusedAsync(LiveApi api, Func<int, string>? forwardedFor = null)
    {
        var responses = await Task.WhenAll(Enumerable.Range(1, Requests).Select(client =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/v1/stats?x=1");
            if (forwardedFor is not null)
                request.Headers.Add("X-Forwarded-For", forwardedFor(client));
            return api.Client.SendAsync(request);
        }));
        Assert.All(responses, response => Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests]));
        return responses.Count(response => response.StatusCode == HttpStatusCode.TooManyRequests);
    }
}
