namespace AirQuality.TimestreamLocal.Tests.Protocol.Queries;

public sealed class QueryInsightsTests
{
    private const string Arn = "arn:aws:timestream:us-east-1:000000000000:database/d/table/t";

    private static string Query(string sql, string more = "") =>
        $$"""{"QueryString":"{{sql}}","QueryInsights":{"Mode":"ENABLED_WITH_RATE_CONTROL"}{{more}}}""";

    [Theory]
    [InlineData("{}", "Value null at 'queryInsights.mode' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"Mode":"ON"}""", "Value 'ON' at 'queryInsights.mode' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED_WITH_RATE_CONTROL, DISABLED]")]
    public async Task Query_InsightsOfNoSuchMode_ConstraintNamed(string insights, string expected)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("Query", $$"""{"QueryString":"SELECT 1","QueryInsights":{{insights}}}""");

        Assert.Equal("ValidationException", answer.Error);
        Assert.EndsWith(expected, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"QueryInsights\":null")]
    [InlineData(",\"QueryInsights\":{\"Mode\":\"DISABLED\"}")]
    public async Task Query_InsightsNotAskedFor_SaysNone(string insights)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.OkAsync("Query", $$"""{"QueryString":"SELECT 1"{{insights}}}""");

        Assert.False(answer.Json.TryGetProperty("QueryInsightsResponse", out _));
    }

    [Fact]
    public async Task Query_InsightsAskedFor_SaysTablesRangeRowsAndBytes()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.OkAsync("CreateTable", """{"DatabaseName":"d","TableName":"u"}""");
        await server.WriteAsync($"{server.Record(sensor: "1")},{server.Record(sensor: "2")}");
        const string sql = "SELECT sensor FROM d.t WHERE time >= ago(1h) AND time <= now() AND sensor NOT IN (SELECT measure_name FROM d.u WHERE time BETWEEN ago(1m) AND now())";

        var insights = (await server.OkAsync("Query", Query(sql)))["QueryInsightsResponse"];

        int bytes = 2 * """{"Data":[{"ScalarValue":"1"}]}""".Length;
        Assert.Equal(
            $$$"""{"QueryTemporalRange":{"Max":{"Value":3600000000000,"TableArn":"{{{Arn}}}"}},"QueryTableCount":2,"OutputRows":2,"OutputBytes":{{{bytes}}}}""",
            insights.GetRawText());
    }

    [Fact]
    public async Task Query_OpenRangeOrNoTable_IsCutOrLeftOut()
    {
        await using var server = await TestServer.StartWithTableAsync();
        long sinceEpoch = (TestServer.Start - DateTimeOffset.UnixEpoch).Ticks * 100;

        var open = (await server.OkAsync("Query", Query("SELECT count(*) FROM d.t")))["QueryInsightsResponse"];
        var none = (await server.OkAsync("Query", Query("SELECT 1")))["QueryInsightsResponse"];

        Assert.Equal(sinceEpoch + (15 * 60 * 1_000_000_000L), open.GetProperty("QueryTemporalRange").GetProperty("Max").GetProperty("Value").GetInt64());
        Assert.False(none.TryGetProperty("QueryTemporalRange", out _));
        Assert.Equal(0, none.GetProperty("QueryTableCount").GetInt32());
    }

    [Fact]
    public async Task Query_InPages_SaysItOnTheLast()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(string.Join(',', Enumerable.Range(1, 3).Select(i => server.Record(sensor: $"{i}"))));
        const string sql = "SELECT sensor FROM d.t";

        var first = await server.OkAsync("Query", Query(sql, ",\"MaxRows\":2"));
        var last = await server.OkAsync("Query", Query(sql, $",\"MaxRows\":2,\"NextToken\":\"{first["NextToken"].GetString()}\""));

        Assert.False(first.Json.TryGetProperty("QueryInsightsResponse", out _));
        Assert.Equal(3, last["QueryInsightsResponse"].GetProperty("OutputRows").GetInt32());
    }
}
