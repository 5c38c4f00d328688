using System.Net;
using System.Text;
using AirQuality.TimestreamLocal.Faults;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>
/// The rules that a server must keep to be believed by all clients, by their numbers in tests/fixtures/wire/clients.md. Those about bytes and
/// connections (5, 7, 18) are in <see cref="WireRulesTests"/>.
/// </summary>
public sealed class ClientRulesTests
{
    private const string Query = """SELECT sensor, measure_value::double AS v, time FROM \"d\".\"t\" ORDER BY sensor""";

    [Fact]
    public async Task Rule01And02_DescribeEndpoints_AnswersOneFullUrlOnTheSameAddress()
    {
        await using var server = await TestServer.StartAsync();

        var endpoints = (await server.OkAsync("DescribeEndpoints", "{}"))["Endpoints"];

        Assert.Equal(1, endpoints.GetArrayLength());
        Assert.Equal(server.Endpoint.ToString().TrimEnd('/'), endpoints[0].GetProperty("Address").GetString());
    }

    [Fact]
    public async Task Rule03And04_DescribeEndpoints_AnswersJavaScriptTheBareHost()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("DescribeEndpoints", "{}", "aws-sdk-js/3.1138.0 ua/2.1");

        Assert.Equal("127.0.0.1", answer["Endpoints"].EnumerateArray().Single().GetProperty("Address").GetString());
    }

    [Fact]
    public async Task Rule06_EveryAnswer_HasATrueDate()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("ListDatabases", "{}");

        Assert.InRange(answer.Http.Headers.Date!.Value, TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddMinutes(1));
    }

    [Theory]
    [InlineData("True")]
    [InlineData("False")]
    public async Task Rule08_Booleans_AreTakenAsPandasSpellsThem(string value)
    {
        await using var server = await TestServer.StartWithTableAsync();
        Assert.Equal(HttpStatusCode.OK, (await server.WriteAsync(server.Record(value, extra: ",\"MeasureValueType\":\"BOOLEAN\""))).Status);

        var row = (await server.OkAsync("Query", """{"QueryString":"SELECT measure_value::boolean FROM \"d\".\"t\""}"""))["Rows"][0];

        Assert.Equal(value.ToUpperInvariant(), row.GetProperty("Data")[0].GetProperty("ScalarValue").GetString()!.ToUpperInvariant());
    }

    [Theory]
    [InlineData("other")]
    [InlineData("first")]
    public async Task Rule09To12_Pages_FollowTheirTokenAndNotTheClientToken(string clientTokenOfLaterPages)
    {
        await using var server = await StartWithRowsAsync();
        string first = new('a', 32), other = new('b', 32);
        var tokens = new HashSet<string>();
        var sensors = new List<string>();
        string? next = null;
        do
        {
            string clientToken = next is null || clientTokenOfLaterPages == "first" ? first : other;
            var page = await server.OkAsync(
                "Query", $$"""{"QueryString":"{{Query}}","MaxRows":1,"ClientToken":"{{clientToken}}"{{(next is null ? "" : $",\"NextToken\":\"{next}\"")}}}""");
            Assert.Equal(["sensor", "v", "time"], page["ColumnInfo"].EnumerateArray().Select(column => column.GetProperty("Name").GetString()));
            foreach (var row in page["Rows"].EnumerateArray())
            {
                sensors.Add(row.GetProperty("Data")[0].GetProperty("ScalarValue").GetString()!);
                Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{9}$", row.GetProperty("Data")[2].GetProperty("ScalarValue").GetString());
            }
            next = page.Json.TryGetProperty("NextToken", out var token) ? token.GetString() : null;
            Assert.True(next is null || tokens.Add(next), "a token came twice");
        }
        while (next is not null);

        Assert.Equal(["1", "2", "3"], sensors);
    }

    [Theory]
    [InlineData("POST", "/", "Timestream_20181101.DescribeDatabase", "{\"DatabaseName\":\"none\"}")]
    [InlineData("POST", "/", "Timestream_20181101.DescribeDatabase", "not json")]
    [InlineData("POST", "/", "Timestream_20181101.Nothing", "{}")]
    [InlineData("POST", "/", "", "{}")]
    [InlineData("POST", "/elsewhere", "Timestream_20181101.ListDatabases", "{}")]
    [InlineData("GET", "/", "", "")]
    public async Task Rule13And14_EveryError_IsNamedInAJsonBodyWithAMessage(string method, string path, string target, string body)
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0");
        if (target.Length > 0)
            request.Headers.Add("X-Amz-Target", target);

        var answer = await server.SendAsync(request);

        Assert.InRange((int)answer.Status, 400, 499);
        Assert.EndsWith("Exception", answer.Error, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Message);
        Assert.Equal("application/x-amz-json-1.0", answer.Http.Content.Headers.ContentType!.MediaType);
    }

    // JavaScript rounds versions from 2^53 on and Go v1 overflows: that is for writers to avoid, not for the server to hide.
    [Theory]
    [InlineData(2)]
    [InlineData((1L << 53) - 1)]
    [InlineData((1L << 53) + 1)]
    [InlineData(long.MaxValue)]
    public async Task Rule15And16_Rejections_ListEachIndexAndTheVersionAsItWas(long version)
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Record("1", extra: $",\"Version\":{version}"));

        var answer = await server.WriteAsync($"{server.Record("2", sensor: "new")},{server.Record("2")}");

        var rejection = answer.Rejected.Single();
        Assert.Equal(1, rejection.GetProperty("RecordIndex").GetInt32());
        Assert.Equal(version, rejection.GetProperty("ExistingVersion").GetInt64());
    }

    [Fact]
    public async Task Rule17_Lists_AreThereWhenTheyAreEmptyAndWhatIsMadeHasItsArn()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(0, (await server.OkAsync("ListDatabases", "{}"))["Databases"].GetArrayLength());
        var database = await server.OkAsync("CreateDatabase", """{"DatabaseName":"d"}""");
        Assert.Equal(0, (await server.OkAsync("ListTables", """{"DatabaseName":"d"}"""))["Tables"].GetArrayLength());
        var table = await server.OkAsync("CreateTable", """{"DatabaseName":"d","TableName":"t"}""");

        Assert.StartsWith("arn:aws:timestream:", database["Database"].GetProperty("Arn").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("arn:aws:timestream:", table["Table"].GetProperty("Arn").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("gzip, deflate, br, zstd")]
    public async Task Rule18And20_Answers_SayTheirLengthAndAreNotCompressed(string? acceptEncoding)
    {
        await using var server = await StartWithRowsAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent($$"""{"QueryString":"{{Query}}"}""") };
        request.Headers.Add("X-Amz-Target", "Timestream_20181101.Query");
        if (acceptEncoding is not null)
            request.Headers.Add("Accept-Encoding", acceptEncoding);

        var http = (await server.SendAsync(request)).Http;

        Assert.Equal(HttpStatusCode.OK, http.StatusCode);
        Assert.Equal((await http.Content.ReadAsByteArrayAsync()).Length, http.Content.Headers.ContentLength);
        Assert.Empty(http.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData(FaultKind.Throttle, 429, "ThrottlingException")]
    [InlineData(FaultKind.ServerError, 500, "InternalServerException")]
    [InlineData(FaultKind.Unavailable, 503, "ServiceUnavailableException")]
    public async Task Rule19_FaultsThatClientsRepeat_HaveTheStatusThatMakesThem(FaultKind fault, int status, string name)
    {
        await using var server = await TestServer.StartAsync(faults: new FaultScript([new FaultRule(fault)]));

        var answer = await server.CallAsync("ListDatabases", "{}");

        Assert.Equal((status, name), ((int)answer.Status, answer.Error));
    }

    [Fact]
    public async Task Rule21_ABatch_IsTakenTwice()
    {
        await using var server = await TestServer.StartWithTableAsync();

        for (int i = 0; i < 2; i++)
            Assert.Equal(1, (await server.WriteAsync(server.Record()))["RecordsIngested"].GetProperty("Total").GetInt32());
    }

    private static async Task<TestServer> StartWithRowsAsync()
    {
        var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(string.Join(',', Enumerable.Range(1, 3).Select(i => server.Record(sensor: $"{i}"))));
        return server;
    }
}
