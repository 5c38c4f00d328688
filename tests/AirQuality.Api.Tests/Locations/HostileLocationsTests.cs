using System.Net;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Locations;

/// <summary>What no question is made of. The store is down all the while, so that anything that would ask it is seen as a 503.</summary>
public sealed class HostileLocationsTests(DeafStore api) : IClassFixture<DeafStore>
{
    [Theory]
    [InlineData("65' OR '1'='1")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999")]
    [InlineData("６５")]
    [InlineData("65;")]
    public async Task Get_OfWhatIsNoId_IsRefusedAndAsksTheStoreNothing(string id)
    {
        Assert.Equal(["id"], await api.RefusedAsync($"/v1/locations/{Uri.EscapeDataString(id)}/series"));
        Assert.Equal(["id"], await api.RefusedAsync($"/v1/locations/{Uri.EscapeDataString(id)}/summary"));
    }

    [Theory]
    [InlineData("measure=P1\") FROM \"air_quality\".\"readings\" --", "measure")]
    [InlineData("measure=P1&measure=P2", "measure")]
    [InlineData("measure=", "measure")]
    [InlineData("measure=µ", "measure")]
    [InlineData("measure=unknown", "measure")]
    [InlineData("bin=0m", "bin")]
    [InlineData("bin=0m&measure=unknown", "bin", "measure")]
    [InlineData("bin=59s", "bin")]
    [InlineData("bin=2d", "bin")]
    [InlineData("bin=1w", "bin")]
    [InlineData("bin=1.5h", "bin")]
    [InlineData("bin=1h) --", "bin")]
    [InlineData("bin=99999999d", "bin")]
    [InlineData("aggregate=sum", "aggregate")]
    [InlineData("aggregate=AVG", "aggregate")]
    [InlineData("aggregate=avg&aggregate=avg", "aggregate")]
    [InlineData("last=1d&bin=1m&to=2018-06-03T12:00:00Z", "last", "to")]
    [InlineData("from=2018-06-03T12:00:00Z&to=2018-06-02T12:00:00Z", "from")]
    [InlineData("from=2018-06-03T12:00:00Z&to=2018-06-03T12:00:00Z", "from")]
    [InlineData("from=1970-06-03T12:00:00Z&to=2018-06-03T12:00:00Z", "from")]
    [InlineData("from=NaN", "from")]
    [InlineData("format=geojson", "format")]
    [InlineData("limit=5", "limit")]
    [InlineData("cursor=AAAA", "cursor")]
    [InlineData("measure=x'&bin=z&aggregate=y&nonsense=1", "aggregate", "bin", "measure", "nonsense")]
    public async Task GetSeries_WithSomethingWrong_IsRefusedByItsName(string query, params string[] parameters) =>
        Assert.Equal(parameters, (await api.RefusedAsync($"/v1/locations/65/series?{query}")).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("last=7", "last")]
    [InlineData("last=24h&last=24h", "last")]
    [InlineData("from=2018-06-03T12:00:00Z&to=2018-06-02T12:00:00Z", "from")]
    [InlineData("to=2018-06-03T12:00:00Z", "to")]
    [InlineData("measure=P1", "measure")]
    [InlineData("format=csv", "format")]
    public async Task GetSummary_WithSomethingWrong_IsRefusedByItsName(string query, string parameter) =>
        Assert.Equal([parameter], await api.RefusedAsync($"/v1/locations/65/summary?{query}"));

    [Theory]
    [InlineData("series")]
    [InlineData("summary")]
    public async Task Get_WithNothingWrong_AsksTheStore(string what) => await api.Host.GetProblemAsync($"/v1/locations/65/{what}", HttpStatusCode.ServiceUnavailable);
}
