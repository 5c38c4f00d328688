using System.Net;
using AirQuality.Api.Tests.Hosting;
using AirQuality.Api.Tests.Latest;

namespace AirQuality.Api.Tests.Sensors;

public sealed class SensorEndpointsTests(SharedApi api) : IClassFixture<SharedApi>
{
    [Fact]
    public async Task Get_OfASensor_IsItsNewestReading()
    {
        foreach (var reading in Newest.BySensor(api.Host.Store).Where((_, i) => i % 500 == 0))
        {
            var sensor = await api.Host.GetAsync($"/v1/sensors/{reading.SensorId}");
            Assert.Equal(reading.SensorId, sensor.GetProperty("sensorId").GetInt64());
            Assert.Equal(reading.TimeMs, sensor.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds());
            Assert.Equal(reading.LocationId, sensor.GetProperty("locationId").GetInt64());
        }
    }

    [Fact]
    public async Task Get_OfASensorThatFellSilent_IsAskedFromTheTable()
    {
        await using var host = await ApiHost.StartAsync();
        var old = host.Store.Readings[0] with { SensorId = 987_654, LocationId = 876_543 };
        await host.Store.AddAsync(old with { TimeMs = old.TimeMs - (long)TimeSpan.FromDays(30).TotalMilliseconds });
        await host.GetAsync("/v1/sensors/987654");
        await host.GetAsync("/v1/locations/876543");
        var latest = await host.GetAsync("/v1/latest?sensor_id=987654");
        Assert.Equal(0, latest.GetProperty("meta").GetProperty("found").GetInt32());
    }

    [Theory]
    [InlineData("/v1/sensors/999999999")]
    [InlineData("/v1/locations/999999999")]
    public async Task Get_OfNobody_IsNotFound(string path)
    {
        var problem = await api.Host.GetProblemAsync(path, HttpStatusCode.NotFound);
        Assert.Equal("urn:airquality:problem:not-found", problem.GetProperty("type").GetString());
    }
}
