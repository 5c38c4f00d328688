using System.Net;

namespace AirQuality.TimestreamLocal.Tests.Protocol.Queries;

public sealed class QueryOperationsTests
{
    [Fact]
    public async Task Query_AfterWrite_SeesTheRowAtOnce()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Multi("p1:DOUBLE:12.5"));

        var answer = await server.OkAsync("Query", """{"QueryString":"SELECT sensor, p1 FROM d.t WHERE time > ago(1h)"}""");

        Assert.Equal("""[{"Data":[{"ScalarValue":"1"},{"ScalarValue":"12.5"}]}]""", answer["Rows"].GetRawText());
        Assert.Matches("^[a-zA-Z0-9]{1,64}$", answer["QueryId"].GetString());
    }

    [Fact]
    public async Task Query_SameClientTokenOnEveryPage_IsFine()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(string.Join(',', Enumerable.Range(0, 30).Select(i => server.Record("1", sensor: FormattableString.Invariant($"{i}")))));
        const string query = "\"QueryString\":\"SELECT sensor FROM d.t\",\"ClientToken\":\"0123456789012345678901234567890123\",\"MaxRows\":10";

        int rows = 0;
        string? token = null;
        do
        {
            var page = await server.OkAsync("Query", token is null ? $$"""{{{query}}}""" : $$"""{{{query}},"NextToken":"{{token}}"}""");
            rows += page["Rows"].GetArrayLength();
            token = page.Json.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal(30, rows);
    }

    [Fact]
    public async Task Query_WhileWritesGoOn_PagesComeFromOneSnapshot()
    {
        await using var server = await TestServer.StartWithTableAsync();
        string Batch(int from) => string.Join(',', Enumerable.Range(from, 100).Select(i => server.Record("1", sensor: FormattableString.Invariant($"{i}"))));
        for (int batch = 0; batch < 30; batch++)
            await server.WriteAsync(Batch(batch * 100));

        var first = await server.OkAsync("Query", """{"QueryString":"SELECT sensor FROM d.t","MaxRows":1000}""");
        await server.WriteAsync(Batch(50_000));
        int rows = first["Rows"].GetArrayLength();
        string? token = first["NextToken"].GetString();
        while (token is not null)
        {
            var page = await server.OkAsync("Query", $$"""{"QueryString":"SELECT sensor FROM d.t","MaxRows":1000,"NextToken":"{{token}}"}""");
            rows += page["Rows"].GetArrayLength();
            token = page.Json.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
        }

        Assert.Equal(3000, rows);
    }

    [Theory]
    [InlineData("{}", "'queryString' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"QueryString":""}""", "Member must have length greater than or equal to 1")]
    [InlineData("""{"QueryString":"SELECT 1","MaxRows":1001}""", "'maxRows'")]
    [InlineData("""{"QueryString":"SELECT 1","ClientToken":"short"}""", "'clientToken'")]
    public async Task Query_BreaksTheModel_ConstraintNamed(string request, string expected)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("Query", request);

        Assert.Equal((HttpStatusCode.BadRequest, "ValidationException"), (answer.Status, answer.Error));
        Assert.Contains(expected, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"QueryId":""}""")]
    [InlineData("""{"QueryId":"no-such-form"}""")]
    public async Task CancelQuery_BadId_ValidationException(string request)
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal("ValidationException", (await server.CallAsync("CancelQuery", request)).Error);
    }

    [Fact]
    public async Task CancelQuery_OfEndedQuery_SaysSo()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Contains("ABC", (await server.OkAsync("CancelQuery", """{"QueryId":"ABC"}"""))["CancellationMessage"].GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_OfAQuery_CountsTheBytesOfTheRowsItRead()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(string.Join(',', server.Record(sensor: "1"), server.Record(sensor: "2")));

        // A key is 16 bytes, a double 8 and its column's number 1.
        Assert.Equal(2 * 16, await ScannedAsync("SELECT sensor, time FROM d.t"));
        Assert.Equal(2 * (16 + 9), await ScannedAsync("SELECT measure_value::double FROM d.t"));
        Assert.Equal(16, await ScannedAsync("SELECT time FROM d.t WHERE sensor = '2'"));
        Assert.Equal(0, await ScannedAsync("SELECT 1"));

        async Task<long> ScannedAsync(string sql) => (await server.OkAsync("Query", $$"""{"QueryString":"{{sql}}"}"""))["QueryStatus"]
            .GetProperty("CumulativeBytesScanned").GetInt64();
    }
}
