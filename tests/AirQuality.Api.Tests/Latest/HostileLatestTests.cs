using System.Net;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Latest;

public sealed class HostileLatestTests(DeafStore api) : IClassFixture<DeafStore>
{
    [Theory]
    [InlineData("by=city", "by")]
    [InlineData("by=sensor&by=sensor", "by")]
    [InlineData("country='; DROP TABLE readings--", "country")]
    [InlineData("country=Ελλάδα", "country")]
    [InlineData("bbox=1,2,3", "bbox")]
    [InlineData("bbox=1,2,3,4,5", "bbox")]
    [InlineData("bbox=9,49,10,48", "bbox")]
    [InlineData("bbox=9,48,9,49", "bbox")]
    [InlineData("bbox=NaN,48,10,49", "bbox")]
    [InlineData("bbox=-181,48,10,49", "bbox")]
    [InlineData("bbox=1e400,48,10,49", "bbox")]
    [InlineData("bbox=9;48;10;49", "bbox")]
    [InlineData("lat=NaN&lon=9&radius_km=1", "lat")]
    [InlineData("lat=91&lon=9&radius_km=1", "lat")]
    [InlineData("lat=48&lon=Infinity&radius_km=1", "lon")]
    [InlineData("lat=48&lon=9&radius_km=-1", "radius_km")]
    [InlineData("lat=48&lon=9&radius_km=1e300", "radius_km")]
    [InlineData("location_id=1 OR 1=1", "location_id")]
    [InlineData("location_id=9223372036854775808", "location_id")]
    [InlineData("sensor_id=-1", "sensor_id")]
    [InlineData("sensor_id=1;2", "sensor_id")]
    [InlineData("sensor_type=%27 OR %27%27=%27", "sensor_type")]
    [InlineData("index_min=0", "index_min")]
    [InlineData("index_min=5&index_max=4", "index_min")]
    [InlineData("index_max=4.5", "index_max")]
    [InlineData("measure=P1\"; --", "measure")]
    [InlineData("measure=no_such", "measure")]
    [InlineData("sort=no_such", "sort")]
    [InlineData("sort=location_id", "sort")]
    [InlineData("by=location&sort=sensor_id", "sort")]
    [InlineData("sort=--index", "sort")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=10001", "limit")]
    [InlineData("limit=%EF%BC%91", "limit")]
    [InlineData("cursor=AAAAAAAAAAAA", "cursor")]
    [InlineData("cursor=../../etc/passwd", "cursor")]
    [InlineData("format=parquet", "format")]
    [InlineData("fromat=csv", "fromat")]
    public async Task Get_WithSomethingWrong_IsRefusedByItsNameAndAsksTheStoreNothing(string query, string parameter) =>
        Assert.Equal([parameter], await api.RefusedAsync($"/v1/latest?{query}"));

    [Theory]
    [InlineData("country")]
    [InlineData("bbox")]
    [InlineData("location_id")]
    [InlineData("cursor")]
    [InlineData("sort")]
    public async Task Get_WithTenKilobytesOfText_IsRefusedInAFewWords(string parameter)
    {
        var problem = await api.Host.GetProblemAsync($"/v1/latest?{parameter}={new string('9', 10_240)}", HttpStatusCode.BadRequest);

        Assert.InRange(problem.GetRawText().Length, 1, 2_000);
    }

    [Fact]
    public async Task Get_WithManyThingsWrong_NamesThemAll() => Assert.Equal(
        ["x", "country", "bbox", "lon", "radius_km", "index_max", "limit"],
        await api.RefusedAsync("/v1/latest?x=1&country=d&bbox=1&lat=5&index_max=99&limit=none"));

    [Theory]
    [InlineData("/v1/sensors/abc", "id")]
    [InlineData("/v1/sensors/-1", "id")]
    [InlineData("/v1/sensors/99999999999999999999", "id")]
    [InlineData("/v1/sensors/1%20OR%201=1", "id")]
    [InlineData("/v1/locations/%27", "id")]
    [InlineData("/v1/locations/1?x=1", "x")]
    [InlineData("/v1/countries?country=DE", "country")]
    [InlineData("/v1/measures?a", "a")]
    public async Task Get_OfOtherPaths_IsRefusedByItsName(string path, string parameter) => Assert.Equal([parameter], await api.RefusedAsync(path));
}
