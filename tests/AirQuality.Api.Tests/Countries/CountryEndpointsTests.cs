using AirQuality.Api.Tests.Hosting;
using AirQuality.Api.Tests.Latest;

namespace AirQuality.Api.Tests.Countries;

public sealed class CountryEndpointsTests(SharedApi api) : IClassFixture<SharedApi>
{
    [Fact]
    public async Task Get_OfARealStore_CountsSensorsAndLocations()
    {
        var countries = await api.Host.GetAsync("/v1/countries");

        var expected = LatestOracle.Newest(api.Host.Store.Readings).Where(reading => reading.Country is not null).GroupBy(reading => reading.Country!)
            .OrderBy(country => country.Key, StringComparer.Ordinal)
            .Select(country => (country.Key, country.Count(), country.Select(reading => reading.LocationId).Distinct().Count(), country.Max(reading => reading.Index)));
        Assert.Equal(expected, countries.GetProperty("results").EnumerateArray().Select(country => (
            country.GetProperty("country").GetString()!,
            country.GetProperty("sensors").GetInt32(),
            country.GetProperty("locations").GetInt32(),
            country.GetProperty("maxIndex").ValueKind == System.Text.Json.JsonValueKind.Null ? (int?)null : country.GetProperty("maxIndex").GetInt32())));
    }
}
