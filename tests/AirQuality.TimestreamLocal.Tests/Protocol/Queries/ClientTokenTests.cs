using System.Net;
using AirQuality.TimestreamLocal.Faults;

namespace AirQuality.TimestreamLocal.Tests.Protocol.Queries;

/// <summary>The idempotency of Query by its ClientToken (API reference, Query).</summary>
public sealed class ClientTokenTests
{
    private const string Sql = "SELECT sensor FROM d.t ORDER BY sensor";
    private static readonly string Token = new('a', 32);

    private static string Query(string sql = Sql, string? token = null, string more = "") =>
        $$"""{"QueryString":"{{sql}}","ClientToken":"{{token ?? Token}}"{{more}}}""";

    private static async Task<TestServer> StartAsync(int sensors = 3, FaultScript? faults = null)
    {
        var server = await TestServer.StartWithTableAsync(faults: faults);
        await server.WriteAsync(string.Join(',', Enumerable.Range(1, sensors).Select(i => server.Record(sensor: $"{i}"))));
        return server;
    }

    [Fact]
    public async Task SameCall_Again_IsTheSameQuery()
    {
        await using var server = await StartAsync();
        var first = await server.OkAsync("Query", Query());
        await server.WriteAsync(server.Record(sensor: "4"));

        var again = await server.OkAsync("Query", Query());
        var other = await server.OkAsync("Query", Query(token: new string('b', 32)));

        Assert.Equal(first.Json.GetRawText(), again.Json.GetRawText());
        Assert.Equal((3, 4), (again["Rows"].GetArrayLength(), other["Rows"].GetArrayLength()));
    }

    [Fact]
    public async Task SameCall_AfterItsAnswerWasLost_GetsIt()
    {
        await using var server = await StartAsync(faults: new FaultScript([new FaultRule(FaultKind.DropAnswer, "Query", Count: 1)]));
        await Assert.ThrowsAsync<HttpRequestException>(() => server.CallAsync("Query", Query()));
        await server.WriteAsync(server.Record(sensor: "4"));

        Assert.Equal(3, (await server.OkAsync("Query", Query()))["Rows"].GetArrayLength());
    }

    [Fact]
    public async Task SameCall_OfPagedQuery_GoesOnFromItsFirstPage()
    {
        await using var server = await StartAsync();
        var first = await server.OkAsync("Query", Query(more: ",\"MaxRows\":1"));
        var again = await server.OkAsync("Query", Query(more: ",\"MaxRows\":1"));
        string next = again["NextToken"].GetString()!;

        var second = await server.OkAsync("Query", Query(more: $",\"MaxRows\":1,\"NextToken\":\"{next}\""));

        Assert.Equal(first["NextToken"].GetString(), next);
        Assert.Equal(first["QueryId"].GetString(), second["QueryId"].GetString());
        Assert.Equal("2", second["Rows"][0].GetProperty("Data")[0].GetProperty("ScalarValue").GetString());
    }

    [Fact]
    public async Task SameCall_WhenThePagesMovedOn_IsANewRun()
    {
        await using var server = await StartAsync();
        var page = await server.OkAsync("Query", Query(more: ",\"MaxRows\":1"));
        for (int i = 0; i < 2; i++)
            page = await server.OkAsync("Query", Query(more: $",\"MaxRows\":1,\"NextToken\":\"{page["NextToken"].GetString()}\""));

        var again = await server.OkAsync("Query", Query(more: ",\"MaxRows\":1"));

        Assert.NotEqual(page["QueryId"].GetString(), again["QueryId"].GetString());
        await server.OkAsync("Query", Query(more: $",\"NextToken\":\"{again["NextToken"].GetString()}\""));
    }

    [Theory]
    [InlineData("SELECT 1", "")]
    [InlineData(Sql, ",\"MaxRows\":2")]
    [InlineData(Sql, ",\"QueryInsights\":{\"Mode\":\"ENABLED_WITH_RATE_CONTROL\"}")]
    public async Task OtherCall_WithinFiveMinutes_ValidationException(string sql, string more)
    {
        await using var server = await StartAsync();
        await server.OkAsync("Query", Query());
        server.Time.Advance(TimeSpan.FromMinutes(4.9));

        var answer = await server.CallAsync("Query", Query(sql, more: more));

        Assert.Equal((HttpStatusCode.BadRequest, "ValidationException"), (answer.Status, answer.Error));
        Assert.Contains("ClientToken", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4.9, "")]
    [InlineData(5, "ValidationException")]
    [InlineData(239, "ValidationException")]
    [InlineData(240, "")]
    public async Task SameCall_LaterByMinutes_FailsUntilItIsForgotten(double minutes, string error)
    {
        await using var server = await StartAsync();
        await server.OkAsync("Query", Query());
        server.Time.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(error, (await server.CallAsync("Query", Query())).Error ?? "");
    }

    [Fact]
    public async Task OtherCall_AfterOneThatFailed_Runs()
    {
        await using var server = await StartAsync();
        Assert.Equal("ValidationException", (await server.CallAsync("Query", Query("SELECT nosuch FROM d.t"))).Error);

        await server.OkAsync("Query", Query());
    }

    [Theory]
    [InlineData(31, "greater than or equal to 32")]
    [InlineData(129, "less than or equal to 128")]
    public async Task Token_OfAnotherLength_ConstraintNamed(int length, string limit)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("Query", Query("SELECT 1", new string('a', length)));

        Assert.Equal("ValidationException", answer.Error);
        Assert.Contains($"'clientToken' failed to satisfy constraint: Member must have length {limit}", answer.Message, StringComparison.Ordinal);
    }
}
