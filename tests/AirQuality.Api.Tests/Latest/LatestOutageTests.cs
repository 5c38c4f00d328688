using System.Net;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Latest;

public sealed class LatestOutageTests
{
    [Fact]
    public async Task Get_WhileTheStoreIsDown_IsUnavailableAndComesBack()
    {
        await using var host = await ApiHost.StartAsync();
        await host.GetAsync("/v1/latest");
        await host.Store.StopAsync();
        await host.SeeAsync(seen => seen is null);
        using (var response = await host.Client.GetAsync(new Uri("/v1/latest", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter?.Delta);
        }
        await host.Store.ServeAsync();
        await host.SeeAsync(seen => seen is not null);
        await host.GetAsync("/v1/latest");
    }
}
