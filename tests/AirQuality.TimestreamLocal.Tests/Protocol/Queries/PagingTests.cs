using System.Net;

namespace AirQuality.TimestreamLocal.Tests.Protocol.Queries;

/// <summary>Pages and their tokens over HTTP (Timestream developer guide, Pagination; API reference, Query: NextToken).</summary>
public sealed class PagingTests
{
    private const string Sql = "SELECT n FROM UNNEST(sequence(1, 7)) AS u (n)";

    private static string Request(string? token = null, string sql = Sql, string maxRows = "2") =>
        $$"""{"QueryString":"{{sql}}","MaxRows":{{maxRows}}{{(token is null ? "" : $",\"NextToken\":\"{token}\"")}}}""";

    private static string? TokenOf(Answer page) => page.Json.TryGetProperty("NextToken", out var token) ? token.GetString() : null;

    private static IEnumerable<string> Values(Answer page) =>
        page["Rows"].EnumerateArray().Select(row => row.GetProperty("Data")[0].GetProperty("ScalarValue").GetString()!);

    private static void AssertInvalid(Answer answer) => Assert.Equal(
        (HttpStatusCode.BadRequest, "ValidationException", "Invalid pagination token"), (answer.Status, answer.Error, answer.Message));

    [Theory]
    [InlineData("made-up", Sql)]
    [InlineData(null, Sql + " ")]
    [InlineData(null, "SELECT 1")]
    public async Task Token_UnknownOrOfAnotherQueryString_IsInvalidAndSpoilsNothing(string? token, string sql)
    {
        await using var server = await TestServer.StartAsync();
        string first = TokenOf(await server.OkAsync("Query", Request()))!;

        AssertInvalid(await server.CallAsync("Query", Request(token ?? first, sql)));

        Assert.Equal(["3", "4"], Values(await server.OkAsync("Query", Request(first))));
    }

    [Fact]
    public async Task Token_UsedOftenerThanFiveTimes_IsInvalid()
    {
        await using var server = await TestServer.StartAsync();
        string first = TokenOf(await server.OkAsync("Query", Request()))!;
        for (int use = 1; use <= 5; use++)
            Assert.Equal(["3", "4"], Values(await server.OkAsync("Query", Request(first))));

        AssertInvalid(await server.CallAsync("Query", Request(first)));
    }

    [Fact]
    public async Task Token_OlderThanOneThatWasUsed_IsInvalid()
    {
        await using var server = await TestServer.StartAsync();
        string first = TokenOf(await server.OkAsync("Query", Request()))!;
        string second = TokenOf(await server.OkAsync("Query", Request(first)))!;
        Assert.Equal(["5", "6"], Values(await server.OkAsync("Query", Request(second))));

        AssertInvalid(await server.CallAsync("Query", Request(first)));
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public async Task Token_AfterAnHour_IsInvalid(int minutes, bool invalid)
    {
        await using var server = await TestServer.StartAsync();
        string first = TokenOf(await server.OkAsync("Query", Request()))!;
        server.Time.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(invalid ? "ValidationException" : null, (await server.CallAsync("Query", Request(first))).Error);
    }

    [Fact]
    public async Task Token_OfACancelledQuery_ConflictException()
    {
        await using var server = await TestServer.StartAsync();
        var page = await server.OkAsync("Query", Request());
        await server.OkAsync("CancelQuery", $$"""{"QueryId":"{{page["QueryId"].GetString()}}"}""");

        var answer = await server.CallAsync("Query", Request(TokenOf(page)));

        Assert.Equal((HttpStatusCode.Conflict, "ConflictException"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task MaxRows_OfLaterPages_MayDiffer()
    {
        await using var server = await TestServer.StartAsync();
        var first = await server.OkAsync("Query", Request(maxRows: "1"));
        var second = await server.OkAsync("Query", Request(TokenOf(first), maxRows: "1000"));

        Assert.Equal(["1"], Values(first));
        Assert.Equal(["2", "3", "4", "5", "6", "7"], Values(second));
        Assert.Null(TokenOf(second));
    }

    [Theory]
    [InlineData("0", "Value '0' at 'maxRows' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("-1", "Value '-1' at 'maxRows' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("1001", "Value '1001' at 'maxRows' failed to satisfy constraint: Member must have value less than or equal to 1000")]
    [InlineData("1,\"NextToken\":\"\"", "Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public async Task Page_OutsideTheModel_ConstraintNamed(string maxRows, string message)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("Query", Request(maxRows: maxRows));

        Assert.Equal(("ValidationException", $"1 validation error detected: {message}"), (answer.Error, answer.Message));
    }

    [Fact]
    public async Task Pages_WithoutMaxRows_AreCutAtOneMegabyte()
    {
        await using var server = await TestServer.StartAsync();
        const string request = "\"QueryString\":\"SELECT n, rpad('', 2000, 'x') FROM UNNEST(sequence(1, 1500)) AS u (n)\"";

        var rows = new List<string>();
        var sizes = new List<int>();
        string? token = null;
        do
        {
            var page = await server.OkAsync("Query", token is null ? $$"""{{{request}}}""" : $$"""{{{request}},"NextToken":"{{token}}"}""");
            rows.AddRange(Values(page));
            sizes.Add(page["Rows"].GetRawText().Length);
            token = TokenOf(page);
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(1, 1500).Select(n => $"{n}"), rows);
        Assert.Equal(3, sizes.Count);
        Assert.All(sizes, size => Assert.InRange(size, 1, 1024 * 1024));
    }

    [Fact]
    public async Task Row_LargerThanAPage_QueryExecutionException()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("Query", """{"QueryString":"SELECT repeat(rpad('', 1100, 'x'), 1000)"}""");

        Assert.Equal("QueryExecutionException", answer.Error);
        Assert.Equal("Query aborted as max page response size has been exceeded by the output result row", answer.Message);
    }
}
