using System.Net;
using AirQuality.TimestreamLocal.Faults;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Faults;

/// <summary>What a client sees of each fault, and what is stored after it.</summary>
public sealed class FaultTests
{
    private static Task<TestServer> StartAsync(FaultRule rule) =>
        TestServer.StartWithTableAsync(faults: new FaultScript([rule with { Operation = "WriteRecords" }]));

    [Theory]
    [InlineData(FaultKind.Throttle, 429, "ThrottlingException")]
    [InlineData(FaultKind.ServerError, 500, "InternalServerException")]
    [InlineData(FaultKind.Unavailable, 503, "ServiceUnavailableException")]
    public async Task Refusal_Hits_NothingStoredAndNextOnePasses(FaultKind fault, int status, string error)
    {
        await using var server = await StartAsync(new FaultRule(fault, Count: 1));

        var refused = await server.WriteAsync(server.Record("1"));
        var other = await server.WriteAsync(server.Record("2"));

        Assert.Equal((status, error), ((int)refused.Status, refused.Error));
        Assert.Null(other.Error);
    }

    [Theory]
    [InlineData("AccessDeniedException", 403)]
    [InlineData("ServiceQuotaExceededException", 402)]
    [InlineData("InvalidEndpointException", 421)]
    public async Task Error_Hits_AnsweredAndNothingStored(string error, int status)
    {
        await using var server = await StartAsync(new FaultRule(FaultKind.Error, Error: error, Count: 1));

        var refused = await server.WriteAsync(server.Record("1"));
        var other = await server.WriteAsync(server.Record("2"));

        Assert.Equal((status, error), ((int)refused.Status, refused.Error));
        Assert.Null(other.Error);
    }

    [Fact]
    public async Task Reject_Indices_OthersStored()
    {
        await using var server = await StartAsync(new FaultRule(FaultKind.Reject, Records: [1, 50], Count: 1));

        var answer = await server.WriteAsync(server.Record("1", sensor: "a") + "," + server.Record("1", sensor: "b"));
        var again = await server.WriteAsync(server.Record("2", sensor: "a") + "," + server.Record("2", sensor: "b"));

        Assert.Equal(1, answer.Rejected.Single().GetProperty("RecordIndex").GetInt32());
        Assert.Equal(0, again.Rejected.Single().GetProperty("RecordIndex").GetInt32());
    }

    [Fact]
    public async Task DropRequest_Hits_NothingStored()
    {
        await using var server = await StartAsync(new FaultRule(FaultKind.DropRequest, Count: 1));

        await Assert.ThrowsAsync<HttpRequestException>(() => server.WriteAsync(server.Record("1")));

        Assert.Null((await server.WriteAsync(server.Record("2"))).Error);
    }

    [Fact]
    public async Task DropAnswer_Hits_StoredAndSafeToRepeat()
    {
        await using var server = await StartAsync(new FaultRule(FaultKind.DropAnswer, Count: 1));

        await Assert.ThrowsAsync<HttpRequestException>(() => server.WriteAsync(server.Record("1")));

        Assert.Null((await server.WriteAsync(server.Record("1"))).Error);
        Assert.NotNull((await server.WriteAsync(server.Record("2"))).Error);
    }

    [Fact]
    public async Task Delay_Hits_AnswersAfterTheTime()
    {
        await using var server = await StartAsync(new FaultRule(FaultKind.Delay, DelayMs: 60_000, Count: 1));

        var slow = server.WriteAsync(server.Record("1"));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("ListDatabases", "{}")).Status);
        Assert.False(slow.IsCompleted);
        while (!slow.IsCompleted)
        {
            server.Time.Advance(TimeSpan.FromSeconds(60));
            await Task.Delay(10);
        }

        Assert.Equal(HttpStatusCode.OK, (await slow).Status);
    }
}
