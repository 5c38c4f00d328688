using System.Text.Json.Nodes;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>PrepareQuery as nine clients sent it, answered with the columns and parameters that their captures show they can read.</summary>
public sealed class CapturedPrepareTests
{
    [Fact]
    public async Task Prepares_OfEveryClient_AnsweredAsCaptured()
    {
        await using var server = await TestServer.StartAsync();
        await CapturedConformanceTests.PrepareAsync(server);
        var requests = Directory.GetFiles(Fixtures.PathOf("wire"), "*.query-cancel-prepare-settings.http")
            .SelectMany(file => CapturedRequest.Parse(File.ReadAllBytes(file)))
            .Where(request => request.Operation == "PrepareQuery")
            .ToList();

        Assert.Equal(9, requests.Count);
        foreach (var request in requests)
        {
            var (status, body) = await request.SendAsync(server.Endpoint);
            Assert.Equal(200, status);
            string captured = request.Answer[request.Answer.IndexOf("\n\n", StringComparison.Ordinal)..].Trim().Split('\n')[0];
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(captured), JsonNode.Parse(body)), $"{body}\nis not\n{captured}");
        }
    }
}
