using System.Net;
using AirQuality.Api.Store;
using AirQuality.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AirQuality.Api.Tests.Stats;

public sealed class StatsEndpointsTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Get_OfARealStore_CountsWhatWasWritten()
    {
        var stats = await _host.GetAsync("/v1/stats");
        var readings = _host.Store.Readings;
        Assert.Equal(readings.Count, stats.GetProperty("rows").GetInt64());
        Assert.Equal(readings.Select(reading => reading.SensorId).Distinct().Count(), stats.GetProperty("sensors").GetInt32());
        Assert.Equal(
            readings.GroupBy(reading => reading.SensorId).Select(sensor => sensor.MaxBy(reading => reading.TimeMs)!.LocationId).Distinct().Count(),
            stats.GetProperty("locations").GetInt32());
        Assert.Equal(readings.Max(reading => reading.TimeMs), stats.GetProperty("newestReading").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.Equal(readings.Min(reading => reading.TimeMs), stats.GetProperty("oldestReading").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.EndsWith("Z", stats.GetProperty("newestReading").GetString(), StringComparison.Ordinal);
        Assert.Equal("uk-daqi", stats.GetProperty("standard").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Get_WithTheValidatorOfBefore_IsNotModifiedUntilSomethingIsWritten()
    {
        using var first = await _host.Client.GetAsync(new Uri("/v1/stats", UriKind.Relative));
        var tag = first.Headers.ETag!;
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(tag.ToString()));

        var token = _host.Services.GetRequiredService<StoreWatch>().Current!.Token;
        var newest = _host.Store.Readings.MaxBy(reading => reading.TimeMs)!;
        await _host.Store.AddAsync(newest with { TimeMs = newest.TimeMs + 1_000 });
        await _host.SeeAsync(seen => seen!.Token != token);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(tag.ToString()));
    }

    [Fact]
    public async Task Get_WithAParameter_IsRefusedByItsName()
    {
        var problem = await _host.GetProblemAsync("/v1/stats?contry=DE", HttpStatusCode.BadRequest);
        Assert.Equal("urn:airquality:problem:invalid-parameters", problem.GetProperty("type").GetString());
        Assert.Equal("contry", problem.GetProperty("errors")[0].GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Get_WhileTheStoreIsDown_IsUnavailableAndComesBack()
    {
        await _host.GetAsync("/v1/stats");
        await _host.Store.StopAsync();
        await _host.SeeAsync(seen => seen is null);
        using (var response = await _host.Client.GetAsync(new Uri("/v1/stats", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
        }
        await _host.Store.ServeAsync();
        await _host.SeeAsync(seen => seen is not null);
        await _host.GetAsync("/v1/stats");
    }

    private async Task<HttpStatusCode> StatusAsync(string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/stats");
        request.Headers.Add("If-None-Match", tag);
        using var response = await _host.Client.SendAsync(request);
        return response.StatusCode;
    }
}
