using System.Net;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Latest;

/// <summary>The store is down all the while, so that anything that would ask it is seen as a 503.</summary>
public sealed class HostileLatestTests(DeafStore api) : IClassFixture<DeafStore>
{
    [Theory]
    [InlineData("country='; DROP TABLE readings--", "country")]
    [InlineData("country=de", "country")]
    [InlineData("country=", "country")]
    [InlineData("sensor_type=SDS011'", "sensor_type")]
    [InlineData("sensor_type=%E2%80%AE", "sensor_type")]
    [InlineData("sensor_id=1 OR 1=1", "sensor_id")]
    [InlineData("sensor_id=99999999999999999999999999", "sensor_id")]
    [InlineData("location_id=NaN", "location_id")]
    [InlineData("location_id=１", "location_id")]
    [InlineData("index_min=0", "index_min")]
    [InlineData("index_min=7&index_max=3", "index_min")]
    [InlineData("bbox=1,2,3", "bbox")]
    [InlineData("bbox=1,2,3,NaN", "bbox")]
    [InlineData("bbox=1,2,3,Infinity", "bbox")]
    [InlineData("bbox=1,50,3,40", "bbox")]
    [InlineData("bbox=1,2,3,1e999", "bbox")]
    [InlineData("bbox=1,2,3,4&bbox=1,2,3,4", "bbox")]
    [InlineData("lat=NaN&lon=1&radius_km=1", "lat")]
    [InlineData("lat=1&lon=181&radius_km=1", "lon")]
    [InlineData("lat=1&lon=1&radius_km=-Infinity", "radius_km")]
    [InlineData("lat=1&lon=1", "radius_km")]
    [InlineData("measure=P1\") FROM x --", "measure")]
    [InlineData("measure=no_such", "measure")]
    [InlineData("sort=no_such", "sort")]
    [InlineData("sort=id", "sort")]
    [InlineData("sort=--time", "sort")]
    [InlineData("sort=location_id", "sort")]
    [InlineData("by=country", "by")]
    [InlineData("format=xml", "format")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=10001", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("cursor=AAAA", "cursor")]
    [InlineData("contry=DE", "contry")]
    [InlineData("COUNTRY=DE", "COUNTRY")]
    public async Task Get_WithWhatIsNoParameter_IsRefusedByName(string query, string parameter) =>
        Assert.Equal([parameter], await api.RefusedAsync($"/v1/latest?{query}"));

    [Fact]
    public async Task Get_WithTenThousandCharacters_IsRefusedWithoutThemAll()
    {
        var problem = await api.Host.GetProblemAsync($"/v1/latest?country={new string('A', 10_000)}", HttpStatusCode.BadRequest);
        Assert.InRange(problem.GetRawText().Length, 1, 1_000);
    }

    [Fact]
    public async Task Get_WithSeveralErrors_NamesEach() =>
        Assert.Equal(
            ["bbox", "country", "limit", "measure", "nope", "sort"],
            (await api.RefusedAsync("/v1/latest?country=x&bbox=1&limit=-1&nope=1&measure=no_such&sort=no_such")).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("/v1/latest?country=DE&sort=-P1")]
    [InlineData("/v1/latest?by=location&bbox=8,48,10,50")]
    [InlineData("/v1/latest?format=geojson&limit=10000")]
    [InlineData("/v1/latest?format=csv&index_min=4")]
    [InlineData("/v1/countries")]
    [InlineData("/v1/measures")]
    public async Task Get_OfWhatIsInMemory_AsksTheStoreNothing(string path)
    {
        using var response = await api.Host.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/v1/sensors/x")]
    [InlineData("/v1/sensors/-1")]
    [InlineData("/v1/sensors/1%27%20OR%201=1")]
    [InlineData("/v1/locations/NaN")]
    [InlineData("/v1/locations/99999999999999999999")]
    public async Task Get_OfWhatIsNoId_IsRefused(string path) => Assert.Equal(["id"], await api.RefusedAsync(path));
}
