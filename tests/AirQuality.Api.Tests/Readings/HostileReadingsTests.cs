using System.Net;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Readings;

/// <summary>What no question is made of. The store is down all the while, so that anything that would ask it is seen as a 503.</summary>
public sealed class HostileReadingsTests(DeafStore api) : IClassFixture<DeafStore>
{
    [Theory]
    [InlineData("country='; DROP TABLE readings--", "country")]
    [InlineData("country=de", "country")]
    [InlineData("country=DE' OR '1'='1", "country")]
    [InlineData("country=ÄÖ", "country")]
    [InlineData("country=", "country")]
    [InlineData("sensor_type=SDS011'", "sensor_type")]
    [InlineData("sensor_type=SDS011%0A", "sensor_type")]
    [InlineData("sensor_type=%00", "sensor_type")]
    [InlineData("sensor_id=1 OR 1=1", "sensor_id")]
    [InlineData("sensor_id=-1", "sensor_id")]
    [InlineData("sensor_id=99999999999999999999999999", "sensor_id")]
    [InlineData("sensor_id=1.5", "sensor_id")]
    [InlineData("sensor_id=0x10", "sensor_id")]
    [InlineData("sensor_id=１", "sensor_id")]
    [InlineData("sensor_id=1&sensor_id=2", "sensor_id")]
    [InlineData("location_id=NaN", "location_id")]
    [InlineData("location_id=1&location_id=1", "location_id")]
    [InlineData("index_min=0", "index_min")]
    [InlineData("index_max=11", "index_max")]
    [InlineData("index_min=NaN", "index_min")]
    [InlineData("index_max=1e1", "index_max")]
    [InlineData("index_min=7&index_max=3", "index_min")]
    [InlineData("measure=P1\") FROM x --", "measure")]
    [InlineData("measure=no_such", "measure")]
    [InlineData("measure=aqi", "measure")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2018-06-03", "from")]
    [InlineData("from=2018-06-03T00:00:00", "from")]
    [InlineData("from=2018-13-03T00:00:00Z", "from")]
    [InlineData("from=99999-06-03T00:00:00Z", "from")]
    [InlineData("from=0001-01-01T00:00:00Z", "from")]
    [InlineData("from=2018-06-03T12:00:00Z&to=2018-06-03T11:00:00Z", "from")]
    [InlineData("from=2018-06-03T12:00:00Z&to=2018-06-03T12:00:00Z", "from")]
    [InlineData("from=2200-06-03T12:00:00Z", "from")]
    [InlineData("to=2018-06-03T12:00:00Z", "to")]
    [InlineData("last=24h&from=2018-06-03T00:00:00Z", "last")]
    [InlineData("last=-24h", "last")]
    [InlineData("last=0h", "last")]
    [InlineData("last=9999999d", "last")]
    [InlineData("last=24", "last")]
    [InlineData("last=Infinityh", "last")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=10001", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=10&limit=10", "limit")]
    [InlineData("cursor=AAAA", "cursor")]
    [InlineData("cursor=%27%3B--", "cursor")]
    [InlineData("format=xml", "format")]
    [InlineData("format=geojson", "format")]
    [InlineData("format=", "format")]
    [InlineData("bbox=1,2,3,4", "bbox")]
    [InlineData("Country=DE", "Country")]
    [InlineData("'; DROP TABLE readings--=1", "'; DROP TABLE readings--")]
    public async Task Get_WithSomethingWrong_IsRefusedByItsNameAndAsksTheStoreNothing(string query, string parameter) =>
        Assert.Equal([parameter], await api.RefusedAsync($"/v1/readings?{query}"));

    [Theory]
    [InlineData("sensor_type")]
    [InlineData("country")]
    [InlineData("cursor")]
    [InlineData("measure")]
    [InlineData("from")]
    [InlineData("limit")]
    public async Task Get_WithTenKilobytesOfText_IsRefusedInAFewWords(string parameter)
    {
        var problem = await api.Host.GetProblemAsync($"/v1/readings?{parameter}={new string('A', 10_240)}", HttpStatusCode.BadRequest);
        Assert.InRange(problem.GetRawText().Length, 1, 2_000);
    }

    [Fact]
    public async Task Get_WithEverythingWrong_NamesEachThing() => Assert.Equal(
        ["contry", "country", "format", "from", "index_max", "index_min", "last", "limit", "location_id", "measure", "sensor_id", "sensor_type"],
        (await api.RefusedAsync("/v1/readings?contry=DE&country=x&format=y&from=z&index_min=0&index_max=a&last=b&limit=c&location_id=d&measure=-&sensor_id=f&sensor_type='")).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("application/xml")]
    [InlineData("application/geo+json")]
    [InlineData("text/csv;q=0")]
    public async Task Get_ForAnotherMediaType_IsNotAcceptable(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/readings");
        request.Headers.Add("Accept", accept);
        using var response = await api.Host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Fact]
    public async Task Get_WithNothingWrong_AsksTheStore() => await api.Host.GetProblemAsync("/v1/readings", HttpStatusCode.ServiceUnavailable);
}
