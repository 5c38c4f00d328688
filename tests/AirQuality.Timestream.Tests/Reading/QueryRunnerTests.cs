using System.Net;
using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Tests.Scripted;

namespace AirQuality.Timestream.Tests.Reading;

public sealed class QueryRunnerTests
{
    private const string Head = """{"QueryId":"Q1","ColumnInfo":[{"Name":"a","Type":{"ScalarType":"BIGINT"}}],"Rows":[""";
    private const string EmptyFirst = Head + """],"NextToken":"t1"}""";
    private const string Second = Head + """{"Data":[{"ScalarValue":"1"}]}],"NextToken":"t2"}""";
    private const string Last = Head + """{"Data":[{"NullValue":true}]}]}""";

    [Fact]
    public async Task Query_SeveralPages_ReadsOnUntilTheTokenIsAbsent()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        Answer(server, EmptyFirst, Second, Last);

        var pages = await ReadAsync(server, "SELECT a FROM t", maxRows: 1);

        Assert.Equal([0, 1, 1], pages.Select(page => page.Rows.Count));
        Assert.All(pages, page => Assert.Equal([new QueryColumn("a", "BIGINT")], page.Columns));
        Assert.Equal(["1", null], pages.SelectMany(page => page.Rows).Select(row => row[0]));
        Assert.Equal(
            [
                """{"MaxRows":1,"QueryString":"SELECT a FROM t"}""",
                """{"MaxRows":1,"NextToken":"t1","QueryString":"SELECT a FROM t"}""",
                """{"MaxRows":1,"NextToken":"t2","QueryString":"SELECT a FROM t"}""",
            ],
            server.Calls.Select(call => call.Body.GetRawText()));
    }

    [Fact]
    public async Task Query_EmptyToken_IsTheEnd()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        Answer(server, Last.Replace("\"Rows\"", "\"NextToken\":\"\",\"Rows\"", StringComparison.Ordinal));

        Assert.Single(await ReadAsync(server, "SELECT 1"));
    }

    [Fact]
    public async Task Query_TokenComesBack_FailsInsteadOfReadingForEver()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        Answer(server, EmptyFirst, EmptyFirst);

        var failure = await Assert.ThrowsAsync<TimestreamException>(() => ReadAsync(server, "SELECT 1"));

        Assert.Equal(TimestreamErrorCode.UnexpectedAnswer, failure.Code);
    }

    [Fact]
    public async Task Query_EveryTypeOfTheApi_BecomesText()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        Answer(server, """
            {"QueryId":"Q","ColumnInfo":[
              {"Name":"s","Type":{"ScalarType":"VARCHAR"}},
              {"Name":"new","Type":{"ScalarType":"SOMETHING_LATER"}},
              {"Name":"a","Type":{"ArrayColumnInfo":{"Type":{"ScalarType":"DOUBLE"}}}},
              {"Name":"r","Type":{"RowColumnInfo":[
                {"Name":"x","Type":{"ScalarType":"BIGINT"}},
                {"Type":{"ArrayColumnInfo":{"Type":{"ScalarType":"VARCHAR"}}}}]}},
              {"Name":"t","Type":{"TimeSeriesMeasureValueColumnInfo":{"Type":{"ScalarType":"DOUBLE"}}}},
              {"Name":"n","Type":{"ArrayColumnInfo":{"Type":{"ScalarType":"BIGINT"}}}}],
             "Rows":[{"Data":[
              {"ScalarValue":"it's"},
              {"ScalarValue":"1"},
              {"ArrayValue":[{"ScalarValue":"1.5"},{"NullValue":true}]},
              {"RowValue":{"Data":[{"ScalarValue":"7"},{"ArrayValue":[{"ScalarValue":"q\"q"}]}]}},
              {"TimeSeriesValue":[{"Time":"2022-09-20 13:06:05.000000000","Value":{"ScalarValue":"0.13"}}]},
              {"NullValue":true}]}]}
            """);

        var page = Assert.Single(await ReadAsync(server, "SELECT *"));

        Assert.Equal(
            ["VARCHAR", "SOMETHING_LATER", "ARRAY(DOUBLE)", "ROW(x BIGINT, ARRAY(VARCHAR))", "TIMESERIES(DOUBLE)", "ARRAY(BIGINT)"],
            page.Columns.Select(column => column.Type));
        Assert.Equal(
            [
                "it's", "1", """["1.5",null]""", """["7",["q\u0022q"]]""",
                """[{"time":"2022-09-20 13:06:05.000000000","value":"0.13"}]""", null,
            ],
            page.Rows[0].AsEnumerable());
    }

    [Fact]
    public async Task Query_LeftEarly_IsCancelledInTimestream()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        Answer(server, Second, Last);
        using var client = TimestreamClients.CreateQuery(server.Options);

        await foreach (var _ in new QueryRunner(client, server.Options).QueryAsync("SELECT 1"))
            break;

        Assert.Equal(["Query", "CancelQuery"], server.Calls.Select(call => call.Operation));
        Assert.Equal("""{"QueryId":"Q1"}""", server.Calls[1].Body.GetRawText());
    }

    [Fact]
    public async Task Query_Cancelled_ThrowsAsAnyCancellation()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        server.Hold = async _ =>
        {
            await cancellation.CancelAsync();
            await never.Task;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(server, "SELECT 1", cancellationToken: cancellation.Token));
        never.SetResult();
    }

    [Theory]
    [InlineData(400, "ValidationException", TimestreamErrorCode.InvalidRequest, false)]
    [InlineData(400, "QueryExecutionException", TimestreamErrorCode.QueryFailed, false)]
    [InlineData(403, "AccessDeniedException", TimestreamErrorCode.AccessDenied, false)]
    [InlineData(429, "ThrottlingException", TimestreamErrorCode.Throttled, true)]
    [InlineData(500, "InternalServerException", TimestreamErrorCode.ServerError, true)]
    public async Task Query_Refused_KeepsTimestreamsWordsAndSaysWhetherToTryAgain(
        int status, string code, TimestreamErrorCode expected, bool transient)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Fail((HttpStatusCode)status, code, "line 1:8: Column 'x' does not exist");

        var failure = await Assert.ThrowsAsync<TimestreamException>(() => ReadAsync(server, "SELECT x"));

        Assert.Equal((expected, transient), (failure.Code, failure.IsTransient));
        Assert.Contains("line 1:8: Column 'x' does not exist", failure.Message, StringComparison.Ordinal);
    }

    private static void Answer(ScriptedTimestream server, params string[] pages)
    {
        foreach (var page in pages)
            server.Pages.Enqueue(page);
    }

    private static async Task<List<QueryPage>> ReadAsync(
        ScriptedTimestream server, string sql, int? maxRows = null, CancellationToken cancellationToken = default)
    {
        using var client = TimestreamClients.CreateQuery(server.Options);
        var pages = new QueryRunner(client, server.Options).QueryAsync(sql, maxRows, cancellationToken);
        return await pages.ToListAsync(CancellationToken.None);
    }
}
