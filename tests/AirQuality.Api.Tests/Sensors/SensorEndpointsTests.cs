using System.Net;
using AirQuality.Api.Tests.Hosting;
using AirQuality.Api.Tests.Latest;

namespace AirQuality.Api.Tests.Sensors;

public sealed class SensorEndpointsTests(SharedApi api) : IClassFixture<SharedApi>
{
    private readonly ApiHost _host = api.Host;

    [Fact]
    public async Task Get_ASensor_IsItsNewestReading()
    {
        foreach (var reading in LatestOracle.Newest(_host.Store.Readings).Where((_, index) => index % 700 == 0))
            Assert.Equal(LatestOracle.Line(reading), LatestOracle.Line(await _host.GetAsync($"/v1/sensors/{reading.SensorId}")));
    }

    [Fact]
    public async Task Get_ASensorNobodyKnows_IsNotFound() => await _host.GetProblemAsync("/v1/sensors/999999999", HttpStatusCode.NotFound);

    [Fact]
    public async Task Get_ASensorThatFellSilent_IsItsLastReading()
    {
        await using var host = await ApiHost.StartAsync();
        await host.SeeAsync(seen => seen is not null);
        host.Store.Time.Advance(TimeSpan.FromDays(3));
        await host.SeeAsync(seen => seen is { Readings.Count: 0 });
        var reading = LatestOracle.Newest(host.Store.Readings)[0];

        Assert.Equal(LatestOracle.Line(reading), LatestOracle.Line(await host.GetAsync($"/v1/sensors/{reading.SensorId}")));
        Assert.Equal(reading.LocationId, (await host.GetAsync($"/v1/locations/{reading.LocationId}")).GetProperty("locationId").GetInt64());
    }
}
