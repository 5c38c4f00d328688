namespace AirQuality.TimestreamLocal.Tests.Protocol.Load;

/// <summary>Queries that want too much, over HTTP and all at once, while a writer goes on: they get their error, and the writer its answers.</summary>
public sealed class HostileLoadTests
{
    private static readonly (string Sql, string Refusal)[] Hostile =
    [
        ("SELECT count(*) FROM d.t a, d.t b, d.t c, d.t e", "makes more than 50000000"),
        ("SELECT create_time_series(from_milliseconds(x * 10000 + y), x) FROM UNNEST(sequence(1, 10000)) a (x) CROSS JOIN UNNEST(sequence(1, 4900)) b (y)", "exceeds 1000000 values"),
        ("SELECT x FROM UNNEST(sequence(1, 10000)) a (x) CROSS JOIN UNNEST(sequence(1, 4500)) b (y) ORDER BY x", "holds more than 40000000"),
        ("SELECT repeat(repeat(repeat(1, 10000), 10000), 10000) = repeat(repeat(repeat(1, 10000), 10000), 10000)", "more than 1000000 elements"),
        ($"SELECT {new string('(', 10_000)}1{new string(')', 10_000)}", "nested more than"),
        ($"SELECT {string.Concat(Enumerable.Repeat("abs(", 10_000))}1{new string(')', 10_000)}", "nested more than"),
        ("SELECT regexp_like(rpad('a', 2000, 'a'), '(a+)+b')", "takes more than 1 s"),
    ];

    [Fact]
    public async Task HostileQueries_AllAtOnce_AreRefusedWhileWritesAreAcknowledged()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(Batch(server, 0));

        var queries = Task.WhenAll(Hostile.Select(query => Task.Run(() => QueryCalls.PageAsync(server, query.Sql))));
        int written = 1;
        do
        {
            var answer = await server.WriteAsync(Batch(server, written++));
            Assert.True(answer.Error is null, answer.Json.ToString());
        }
        while (!queries.IsCompleted);

        foreach (var ((sql, refusal), answer) in Hostile.Zip(await queries))
        {
            Assert.True(answer.Error == "ValidationException", $"{sql[..Math.Min(sql.Length, 100)]}: {answer.Json}");
            Assert.Contains(refusal, answer.Message, StringComparison.Ordinal);
        }

        Assert.InRange(written, 3, int.MaxValue);
        var rows = await QueryCalls.RowsAsync(server, "SELECT count(*), count(DISTINCT sensor) FROM d.t", 10);
        Assert.All(rows.Single(), count => Assert.Equal($"{written * 100}", count));
    }

    private static string Batch(TestServer server, int number) =>
        string.Join(',', Enumerable.Range(number * 100, 100).Select(i => server.Record(sensor: FormattableString.Invariant($"{i}"))));
}
