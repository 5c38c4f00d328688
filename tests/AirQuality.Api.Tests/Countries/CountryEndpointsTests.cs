using System.Text.Json;
using AirQuality.Api.Tests.Hosting;
using AirQuality.Api.Tests.Latest;

namespace AirQuality.Api.Tests.Countries;

public sealed class CountryEndpointsTests(SharedApi api) : IClassFixture<SharedApi>
{
    [Fact]
    public async Task Get_OfARealStore_CountsEachCountry()
    {
        var wanted = Newest.BySensor(api.Host.Store).Where(reading => reading.Country is not null)
            .GroupBy(reading => reading.Country!).OrderBy(country => country.Key, StringComparer.Ordinal)
            .Select(country => (country.Key, country.Count(), country.Select(reading => reading.LocationId).Distinct().Count(), country.Max(reading => reading.Index)));
        var results = (await api.Host.GetAsync("/v1/countries")).GetProperty("results").EnumerateArray().Select(country => (
            country.GetProperty("country").GetString()!,
            country.GetProperty("sensors").GetInt32(),
            country.GetProperty("locations").GetInt32(),
            country.GetProperty("maxIndex") is { ValueKind: JsonValueKind.Number } index ? index.GetInt32() : (int?)null));
        Assert.Equal(wanted, results);
    }
}
