using System.Net;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Commands;

/// <summary>The options of <c>airquality timestream-local</c>, in a process of its own.</summary>
public sealed class TimestreamLocalCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.BadRequest)]
    public async Task FaultEndpoint_OnlyWhenAskedFor_TakesAScript(bool asked, HttpStatusCode status)
    {
        using var server = AirQualityProcess.Start(["timestream-local", "--data", _folder["data"], .. asked ? ["--fault-endpoint"] : Array.Empty<string>()]);
        using var client = new HttpClient { BaseAddress = await server.UrlAsync() };
        using var script = new StringContent("""{"rules":[{"fault":"throttle"}]}""");

        using var answer = await client.PutAsync("/_faults", script);

        Assert.Equal(status, answer.StatusCode);
        server.Terminate();
        await server.WaitAsync();
    }
}
