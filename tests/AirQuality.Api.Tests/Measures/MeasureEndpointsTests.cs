using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Measures;

public sealed class MeasureEndpointsTests(SharedApi api) : IClassFixture<SharedApi>
{
    [Fact]
    public async Task Get_OfARealStore_IsWhatWasMeasuredAndTheIndex()
    {
        var measured = api.Host.Store.Readings.SelectMany(reading => reading.Measurements).Select(measurement => measurement.ValueType).Distinct();
        var results = (await api.Host.GetAsync("/v1/measures")).GetProperty("results").EnumerateArray().ToDictionary(measure => measure.GetProperty("name").GetString()!);
        Assert.Equal(measured.Concat(["aqi", "aqi_pm10", "aqi_pm25"]).Order(StringComparer.Ordinal), results.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("µg/m³", results["P1"].GetProperty("unit").GetString());
        Assert.Equal("PM2.5", results["P2"].GetProperty("quantity").GetString());
        Assert.Equal("1", results["aqi"].GetProperty("unit").GetString());
    }
}
