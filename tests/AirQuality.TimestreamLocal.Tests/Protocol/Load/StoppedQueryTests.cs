using System.Net;

namespace AirQuality.TimestreamLocal.Tests.Protocol.Load;

/// <summary>Queries that run too long: cancelled, timed out, or left by their client, they stop and give their place to others.</summary>
public sealed class StoppedQueryTests
{
    // Two rows at once, then a third that takes minutes and stays below every budget: the first page brings the query's id, the next one runs.
    private const string Endless = """
        SELECT 1 AS x UNION ALL SELECT 2 AS x UNION ALL
        SELECT count_if(rpad(CAST(x + y AS varchar), 2000, 'a') LIKE '%a%a%a%b') FROM UNNEST(sequence(1, 10000)) a (x) CROSS JOIN UNNEST(sequence(1, 4900)) b (y)
        """;

    private static async Task<(string Id, Task<Answer> Page)> StartAsync(TestServer server)
    {
        var first = await QueryCalls.PageAsync(server, Endless, maxRows: 1);
        Assert.Equal(1, first["Rows"].GetArrayLength());
        return (first["QueryId"].GetString()!, QueryCalls.PageAsync(server, Endless, 1, QueryCalls.TokenOf(first)));
    }

    [Fact]
    public async Task CancelQuery_OfRunningQueriesInEveryPlace_EndsThemAndOthersRun()
    {
        await using var server = await TestServer.StartAsync();
        var running = new List<(string Id, Task<Answer> Page)>();
        for (int place = 0; place < 2 * Environment.ProcessorCount; place++)
            running.Add(await StartAsync(server));
        var waiting = QueryCalls.PageAsync(server, "SELECT 1");
        Assert.DoesNotContain(running, query => query.Page.IsCompleted);

        await server.OkAsync("CancelQuery", $$"""{"QueryId":"{{running[0].Id}}"}""");

        Assert.Equal((HttpStatusCode.Conflict, "ConflictException"), await StatusAsync(running[0].Page));
        Assert.Equal(HttpStatusCode.OK, (await waiting).Status);
        foreach (var (id, page) in running.Skip(1))
        {
            Assert.False(page.IsCompleted);
            await server.OkAsync("CancelQuery", $$"""{"QueryId":"{{id}}"}""");
            Assert.Equal((HttpStatusCode.Conflict, "ConflictException"), await StatusAsync(page));
        }
    }

    [Fact]
    public async Task Query_LongerThanTheTimeout_QueryExecutionException()
    {
        await using var server = await TestServer.StartAsync(configure: options => options with { QueryTimeout = TimeSpan.FromSeconds(30) });
        var (_, page) = await StartAsync(server);

        server.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(HttpStatusCode.OK, (await QueryCalls.PageAsync(server, "SELECT 1")).Status);
        Assert.False(page.IsCompleted);
        while (!page.IsCompleted)
        {
            // The page may not have begun, and with it its timer, when the clock moved first.
            server.Time.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(10);
        }

        var answer = await page;
        Assert.Equal((HttpStatusCode.BadRequest, "QueryExecutionException"), (answer.Status, answer.Error));
        Assert.Contains("longer than one call may run", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_Gone_QueryStopsAndOthersRun()
    {
        await using var server = await TestServer.StartAsync();
        using var gone = new CancellationTokenSource();
        using var client = new HttpClient { BaseAddress = server.Endpoint };
        string sql = Endless[Endless.IndexOf("SELECT count_if", StringComparison.Ordinal)..];
        async Task<bool> IsFullAsync() => await Task.WhenAny(QueryCalls.PageAsync(server, "SELECT 1"), Task.Delay(300)) is not Task<Answer>;

        var left = Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent($$"""{"QueryString":{{System.Text.Json.JsonSerializer.Serialize(sql)}}}""") };
            request.Headers.Add("X-Amz-Target", "Timestream_20181101.Query");
            await client.SendAsync(request, gone.Token);
        }).ToList();
        while (!await IsFullAsync())
        {
        }

        await gone.CancelAsync();

        Assert.Equal(HttpStatusCode.OK, (await QueryCalls.PageAsync(server, "SELECT 1")).Status);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(left));
    }

    private static async Task<(HttpStatusCode Status, string? Error)> StatusAsync(Task<Answer> answer) => ((await answer).Status, (await answer).Error);
}
