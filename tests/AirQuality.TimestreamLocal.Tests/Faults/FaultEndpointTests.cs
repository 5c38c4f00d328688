using System.Net;
using AirQuality.TimestreamLocal.Faults;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Faults;

/// <summary>The fault script over HTTP.</summary>
public sealed class FaultEndpointTests
{
    private const string ThrottleTwice = """{"rules":[{"operation":"ListDatabases","fault":"throttle","count":2}]}""";

    private static Task<TestServer> StartAsync(FaultScript? faults = null, ServerCredentials? credentials = null) =>
        TestServer.StartAsync(faults: faults, configure: options => options with { FaultEndpoint = true, Credentials = credentials });

    private static async Task<Answer> SendAsync(TestServer server, string method, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/_faults");
        if (body is not null)
            request.Content = new StringContent(body);
        return await server.SendAsync(request);
    }

    private static IEnumerable<int> Hits(Answer answer) => answer["hits"].EnumerateArray().Select(hits => hits.GetInt32());

    [Fact]
    public async Task Put_AScript_HitsFromThenOnAndGetCountsIt()
    {
        await using var server = await StartAsync();
        Assert.Null((await server.CallAsync("ListDatabases", "{}")).Error);

        Assert.Equal([0], Hits(await SendAsync(server, "PUT", ThrottleTwice)));
        var errors = new List<string?>();
        for (int i = 0; i < 3; i++)
            errors.Add((await server.CallAsync("ListDatabases", "{}")).Error);

        Assert.Equal(["ThrottlingException", "ThrottlingException", null], errors);
        var report = await SendAsync(server, "GET");
        Assert.Equal(HttpStatusCode.OK, report.Status);
        Assert.Equal([2], Hits(report));
        Assert.Equal("throttle", report["script"].GetProperty("rules")[0].GetProperty("fault").GetString());
    }

    [Fact]
    public async Task Get_ItsScript_CanBePutBack()
    {
        await using var server = await StartAsync(new FaultScript(
            [new FaultRule(FaultKind.Reject, "WriteRecords", Records: [3]), new FaultRule(FaultKind.Error, Error: "ConflictException", Rate: 0.5, Skip: 2)], Seed: 4));

        string script = (await SendAsync(server, "GET"))["script"].GetRawText();
        var again = await SendAsync(server, "PUT", script);

        Assert.Equal(script, again["script"].GetRawText());
    }

    [Fact]
    public async Task Delete_AScript_EndsItsFaults()
    {
        await using var server = await StartAsync(new FaultScript([new FaultRule(FaultKind.ServerError, "ListDatabases")]));
        Assert.Equal("InternalServerException", (await server.CallAsync("ListDatabases", "{}")).Error);

        Assert.Empty(Hits(await SendAsync(server, "DELETE")));

        Assert.Null((await server.CallAsync("ListDatabases", "{}")).Error);
    }

    [Theory]
    [InlineData("", "at $")]
    [InlineData("""{"rules":[{"fault":"throttle"},{"fault":"explode"}]}""", "$.rules[1].fault")]
    [InlineData("""{"rules":[{"fault":"throttle"},{"fault":"throttle","rate":-1}]}""", "rules[1].rate is -1")]
    public async Task Put_Wrong_ValidationExceptionSaysWhereAndTheOldScriptStays(string script, string where)
    {
        await using var server = await StartAsync(FaultScript.Parse(ThrottleTwice));
        await server.CallAsync("ListDatabases", "{}");

        var refused = await SendAsync(server, "PUT", script);

        Assert.Equal((HttpStatusCode.BadRequest, "ValidationException"), (refused.Status, refused.Error));
        Assert.Contains(where, refused.Message, StringComparison.Ordinal);
        Assert.Equal([1], Hits(await SendAsync(server, "GET")));
    }

    [Fact]
    public async Task Post_Script_UnknownOperationNamesTheMethods()
    {
        await using var server = await StartAsync();

        var refused = await SendAsync(server, "POST", ThrottleTwice);

        Assert.Equal("UnknownOperationException", refused.Error);
        Assert.Contains("GET, PUT and DELETE", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_NotAskedFor_IsNotThere()
    {
        await using var server = await TestServer.StartAsync();

        foreach (string method in (string[])["GET", "PUT", "DELETE"])
            Assert.Equal("UnknownOperationException", (await SendAsync(server, method, ThrottleTwice)).Error);
        Assert.Null((await server.CallAsync("ListDatabases", "{}")).Error);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Endpoint_ServerWithAKey_RefusesUnsignedRequests(string method)
    {
        await using var server = await StartAsync(credentials: new ServerCredentials("id", "secret"));

        var refused = await SendAsync(server, method, ThrottleTwice);

        Assert.Equal((HttpStatusCode.Forbidden, "MissingAuthenticationTokenException"), (refused.Status, refused.Error));
    }
}
