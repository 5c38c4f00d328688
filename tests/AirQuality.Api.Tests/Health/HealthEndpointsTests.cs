using System.Net;
using System.Text.Json;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Health;

public sealed class HealthEndpointsTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        await _host.SeeAsync(seen => seen is not null);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health/freshness")]
    public async Task Get_OfAServerThatIsWell_IsHealthyAndNeverCached(string path)
    {
        using var response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("healthy", (await StatusAsync(response, HttpStatusCode.OK)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Get_WhileTheStoreIsDown_IsUpAndNotReadyAndGivesNoAddress()
    {
        await _host.Store.StopAsync();
        await _host.SeeAsync(seen => seen is null);
        Assert.Equal(HttpStatusCode.OK, (await _host.Client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
        foreach (var path in (string[])["/health/ready", "/health/freshness"])
        {
            using var response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative));
            var answer = await StatusAsync(response, HttpStatusCode.ServiceUnavailable);
            Assert.Contains("no answer", answer.GetProperty("reason").GetString(), StringComparison.Ordinal);
            Assert.DoesNotContain("127.0.0.1", answer.GetRawText(), StringComparison.Ordinal);
        }
        await _host.Store.ServeAsync();
        await _host.SeeAsync(seen => seen is not null);
        Assert.Equal(HttpStatusCode.OK, (await _host.Client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Freshness_WhenReadingsStop_TurnsStaleAfterItsLimitAndFreshWithTheNextReading()
    {
        var newest = _host.Store.Readings.MaxBy(reading => reading.TimeMs)!;
        var at = DateTimeOffset.FromUnixTimeMilliseconds(newest.TimeMs);
        _host.Store.Time.SetUtcNow(at.AddMinutes(15));
        Assert.Equal(900, await AgeAsync(HttpStatusCode.OK));
        _host.Store.Time.SetUtcNow(at.AddMinutes(15).AddSeconds(1));
        Assert.Equal(901, await AgeAsync(HttpStatusCode.ServiceUnavailable));

        var next = newest with { TimeMs = newest.TimeMs + 900_000 };
        await _host.Store.AddAsync(next);
        await _host.SeeAsync(seen => seen?.Newest?.ToUnixTimeMilliseconds() == next.TimeMs);
        await AgeAsync(HttpStatusCode.OK);
    }

    private async Task<long> AgeAsync(HttpStatusCode status)
    {
        using var response = await _host.Client.GetAsync(new Uri("/health/freshness", UriKind.Relative));
        return (await StatusAsync(response, status)).GetProperty("ageSeconds").GetInt64();
    }

    private static async Task<JsonElement> StatusAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
