using System.Diagnostics;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Clients.JavaScript;

/// <summary>The AWS SDK for JavaScript from npm, with the endpoint in code and, which makes it ask DescribeEndpoints, in the environment.</summary>
public sealed class JavaScriptClientTests
{
    [JavaScriptFact]
    public Task Client_EndpointInCode_WritesAndQueries() => RunAsync("code");

    [JavaScriptFact]
    public Task Client_EndpointInTheEnvironment_DiscoversWritesAndQueries() => RunAsync("environment");

    private static async Task RunAsync(string how)
    {
        await using var server = await TestServer.StartAsync();
        var start = new ProcessStartInfo(
            "node", [JavaScriptFactAttribute.Script, how, server.Endpoint.ToString().TrimEnd('/'), server.Ms(), JavaScriptFactAttribute.Modules])
        {
            RedirectStandardError = true,
        };
        if (how == "environment")
            start.Environment["AWS_ENDPOINT_URL_TIMESTREAM_WRITE"] = start.Environment["AWS_ENDPOINT_URL_TIMESTREAM_QUERY"] = server.Endpoint.ToString().TrimEnd('/');
        using var node = Process.Start(start)!;
        string errors = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, errors);
    }
}
