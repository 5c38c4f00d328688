using AirQuality.TimestreamLocal.Tests.Clients;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Faults;

/// <summary>The fault script as a person reaches it: by the README's commands, and signed by curl.</summary>
public sealed class FaultEndpointCurlTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [CurlFact]
    public async Task Example_OfTheReadme_LoadsTellsAndClears()
    {
        await using var server = await TestServer.StartAsync(configure: options => options with { FaultEndpoint = true });
        string readme = await File.ReadAllTextAsync(Fixtures.PathOf("..", "..", "api", "AirQuality.TimestreamLocal", "README.md"));
        string example = readme.Split("```sh").Select(part => part.Split("```")[0]).Single(part => part.Contains("/_faults", StringComparison.Ordinal));

        var run = await ClientProcess.RunAsync(
            Limit, "sh", "-ec", example.Replace("http://127.0.0.1:8086", server.Endpoint.ToString().TrimEnd('/'), StringComparison.Ordinal));

        const string loaded = """{"script":{"rules":[{"fault":"throttle","operation":"WriteRecords","rate":1,"skip":0,"count":2,"delay_ms":0}],"seed":0},"hits":[0]}""";
        Assert.Equal($$"""{{loaded}}{{loaded}}{"script":{"rules":[],"seed":0},"hits":[]}""", run.Output);
    }

    [CurlFact]
    public async Task Signed_WithTheKeyAlone_IsTaken()
    {
        await using var server = await TestServer.StartAsync(configure: options => options with
        {
            FaultEndpoint = true, Credentials = new ServerCredentials("id", "secret"), TimeProvider = TimeProvider.System,
        });
        Task<ProcessResult> Put(string key) => ClientProcess.RunAsync(
            Limit, "curl", "-s", "--aws-sigv4", "aws:amz:us-east-1:timestream", "--user", key, "-X", "PUT", "-d", """{"rules":[{"fault":"throttle"}]}""", $"{server.Endpoint}_faults");

        Assert.Contains("InvalidSignatureException", (await Put("id:guess")).Output, StringComparison.Ordinal);
        Assert.Contains("UnrecognizedClientException", (await Put("other:secret")).Output, StringComparison.Ordinal);
        Assert.EndsWith("\"hits\":[0]}", (await Put("id:secret")).Output, StringComparison.Ordinal);
    }
}
