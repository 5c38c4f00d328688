using System.Net;
using AirQuality.Api.Tests.Hosting;
using AirQuality.TimestreamLocal.Faults;

namespace AirQuality.Api.Tests.Problems;

public sealed class StoreProblemsTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        await _host.GetAsync("/v1/stats");
        await _host.Store.StopAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task AQueryThatTheStoreRefuses_IsTheServersFaultAndTellsNothingOfIt()
    {
        await _host.Store.ServeAsync(new FaultScript([new FaultRule(FaultKind.Error, "Query", Error: "ValidationException")]));
        using var response = await StatsAsync();
        var problem = await ProblemBody.ReadAsync(response, HttpStatusCode.InternalServerError, "unexpected");
        Assert.DoesNotContain("Validation", problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SELECT", problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.ServerError)]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.DropAnswer)]
    public async Task AStoreThatFails_IsAnOutageWithAHintWhenToComeBack(FaultKind fault)
    {
        await _host.Store.ServeAsync(new FaultScript([new FaultRule(fault, "Query")]));
        using var response = await StatsAsync();
        var problem = await ProblemBody.ReadAsync(response, HttpStatusCode.ServiceUnavailable, "store-unavailable");
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.DoesNotContain("127.0.0.1", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStoreThatIsGone_IsAnOutage()
    {
        using var response = await StatsAsync();
        await ProblemBody.ReadAsync(response, HttpStatusCode.ServiceUnavailable, "store-unavailable");
    }

    // The answer of before is kept for as long as it is good, so another form of it is asked for.
    private Task<HttpResponseMessage> StatsAsync()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/stats");
        request.Headers.Accept.ParseAdd("application/json");
        return _host.Client.SendAsync(request);
    }
}
