using System.Net;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Answers;

/// <summary>What is kept must answer nothing but the very question that it is the answer to.</summary>
public sealed class CachedAnswerTests(SharedApi api) : IClassFixture<SharedApi>
{
    private readonly ApiHost _host = api.Host;

    [Fact]
    public async Task Get_NameInCapitalsAfterTheRightOne_IsStillAnError()
    {
        await _host.GetAsync("/v1/latest?limit=3");

        await _host.GetProblemAsync("/v1/latest?LIMIT=3", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Get_PathInCapitalsAfterTheUsualOne_GivesACursorThatFitsIt()
    {
        await _host.GetAsync("/v1/latest?limit=2");

        var cursor = (await _host.GetAsync("/V1/Latest?limit=2")).GetProperty("meta").GetProperty("next").GetString();
        var next = await _host.GetAsync($"/V1/Latest?limit=2&cursor={cursor}");

        var third = (await _host.GetAsync("/v1/latest?limit=3")).GetProperty("results")[2];
        Assert.Equal(third.GetProperty("sensorId").GetInt64(), next.GetProperty("results")[0].GetProperty("sensorId").GetInt64());
    }
}
