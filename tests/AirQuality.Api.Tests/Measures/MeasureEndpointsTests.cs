using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Measures;

public sealed class MeasureEndpointsTests(SharedApi api) : IClassFixture<SharedApi>
{
    [Fact]
    public async Task Get_OfARealStore_ListsWhatWasWrittenWithUnits()
    {
        var measures = (await api.Host.GetAsync("/v1/measures")).GetProperty("results").EnumerateArray()
            .ToDictionary(measure => measure.GetProperty("name").GetString()!, measure => measure.GetProperty("unit").GetString());

        var written = api.Host.Store.Readings.SelectMany(reading => reading.Measurements).Select(value => value.ValueType).Distinct();
        Assert.Equal(written.Concat(["aqi", "aqi_pm10", "aqi_pm25"]).Order(StringComparer.Ordinal), measures.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("µg/m³", "°C", "1"), (measures["P1"], measures["temperature"], measures["aqi"]));
    }
}
