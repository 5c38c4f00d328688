using System.Text.Json;
using AirQuality.Api.Tests.Hosting;
using AirQuality.Core.Readings;
using static AirQuality.Api.Tests.Latest.LatestOracle;

namespace AirQuality.Api.Tests.Latest;

public sealed class LatestByLocationTests(SharedApi api) : IClassFixture<SharedApi>
{
    private readonly ApiHost _host = api.Host;

    [Fact]
    public async Task Get_ByLocation_TakesTheHighestIndexAndTheNewestValues()
    {
        var page = await _host.GetAsync("/v1/latest?by=location&limit=10000");

        var expected = Newest(_host.Store.Readings).GroupBy(reading => reading.LocationId!.Value).OrderBy(location => location.Key).ToList();
        var results = page.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(expected.Select(location => location.Key), results.Select(result => result.GetProperty("locationId").GetInt64()));
        foreach (var (location, result) in expected.Zip(results))
            AssertSame([.. location], result);
    }

    [Fact]
    public async Task Get_ByLocationOfSensorTypes_LooksAtThoseSensorsOnly()
    {
        var page = await _host.GetAsync("/v1/latest?by=location&limit=10000&sensor_type=DHT22");

        var expected = Newest(_host.Store.Readings).Where(reading => reading.SensorTypeName == "DHT22").GroupBy(reading => reading.LocationId!.Value).OrderBy(location => location.Key);
        foreach (var (location, result) in expected.Zip(page.GetProperty("results").EnumerateArray()))
            AssertSame([.. location], result);
        Assert.Equal(expected.Count(), page.GetProperty("meta").GetProperty("found").GetInt32());
    }

    [Fact]
    public async Task Get_OneLocation_IsTheSameAsInTheList()
    {
        var busiest = Newest(_host.Store.Readings).GroupBy(reading => reading.LocationId!.Value).MaxBy(location => location.Count())!;

        var alone = await _host.GetAsync($"/v1/locations/{busiest.Key}");
        var listed = await _host.GetAsync($"/v1/latest?by=location&location_id={busiest.Key}");

        Assert.True(busiest.Count() > 1);
        AssertSame([.. busiest], alone);
        Assert.Equal(alone.GetRawText(), listed.GetProperty("results")[0].GetRawText());
    }

    private static void AssertSame(IReadOnlyList<Reading> sensors, JsonElement result)
    {
        var index = result.GetProperty("index");
        Assert.Equal(sensors.Max(sensor => sensor.Index), index.ValueKind == JsonValueKind.Null ? null : index.GetProperty("value").GetInt32());
        Assert.Equal(sensors.Max(sensor => sensor.TimeMs), result.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.Equal(sensors.Select(sensor => sensor.SensorId), result.GetProperty("sensors").EnumerateArray().Select(sensor => sensor.GetProperty("sensorId").GetInt64()));
        var newestValues = sensors.OrderByDescending(sensor => sensor.TimeMs).ThenBy(sensor => sensor.SensorId).SelectMany(sensor => sensor.Measurements)
            .GroupBy(value => value.ValueType).ToDictionary(type => type.Key, type => type.First().Value);
        Assert.Equal(newestValues, result.GetProperty("measurements").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetDouble()));
    }
}
