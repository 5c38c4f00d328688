using System.Net;
using System.Text;

namespace AirQuality.TimestreamLocal.Tests.Protocol;

/// <summary>What every client relies on, whatever it calls.</summary>
public sealed class RequestDispatcherTests
{
    [Fact]
    public async Task Answer_Always_HasRequestIdTypeAndLength()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.OkAsync("ListDatabases", "{}");

        Assert.Matches("^[A-Z2-7]{26}$", Assert.Single(answer.Http.Headers.GetValues("x-amzn-RequestId")));
        Assert.Equal("application/x-amz-json-1.0", answer.Http.Content.Headers.ContentType!.ToString());
        Assert.NotNull(answer.Http.Content.Headers.ContentLength);
        Assert.NotNull(answer.Http.Headers.Date);
    }

    [Theory]
    [InlineData("Timestream_20181101.MakeCoffee")]
    [InlineData("Other_20181101.ListDatabases")]
    [InlineData(null)]
    public async Task Target_Unknown_UnknownOperationException(string? target)
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("{}") };
        if (target is not null)
            request.Headers.Add("X-Amz-Target", target);

        var answer = await server.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("com.amazon.coral.service#UnknownOperationException", answer["__type"].GetString());
    }

    [Fact]
    public async Task Method_Get_AnsweredWithJson()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");

        var answer = await server.SendAsync(request);

        Assert.Equal("UnknownOperationException", answer.Error);
        Assert.Contains("GET /health", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"DatabaseName\":")]
    [InlineData("{\"DatabaseName\":7}")]
    [InlineData("{\"DatabaseName\":\"\\ud800\"}")]
    public async Task Body_NotTheOperationsJson_SerializationException(string body)
    {
        await using var server = await TestServer.StartAsync();

        foreach (string operation in (string[])["CreateDatabase", "WriteRecords", "Query"])
        {
            var answer = await server.CallAsync(operation, operation == "Query" ? body.Replace("DatabaseName", "QueryString", StringComparison.Ordinal) : body);

            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Equal("SerializationException", answer.Error);
        }
    }

    [Fact]
    public async Task Body_DeeplyNested_SerializationException()
    {
        await using var server = await TestServer.StartAsync();
        string nested = $$"""{"Records":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}""";

        Assert.Equal("SerializationException", (await server.CallAsync("WriteRecords", nested)).Error);
    }

    [Fact]
    public async Task Body_TooLarge_413WithJson()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("WriteRecords", new string(' ', (4 * 1024 * 1024) + 1));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Equal("RequestEntityTooLargeException", answer.Error);
    }

    [Fact]
    public async Task Body_Chunked_IsRead()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", "Timestream_20181101.CreateDatabase");
        request.Headers.TransferEncodingChunked = true;
        string body = $$"""{"DatabaseName":"chunked","Ignored":"{{new string('x', 20_000)}}"}""";
        request.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body)));

        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("ExecuteScheduledQuery")]
    [InlineData("CreateScheduledQuery")]
    [InlineData("CreateBatchLoadTask")]
    public async Task Operation_OfTheServiceButNotHere_NamedInValidationException(string operation)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync(operation, "{}");

        Assert.Equal("ValidationException", answer.Error);
        Assert.Contains(operation, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescribeEndpoints_AnyClient_GivesUrlOfHostHeader()
    {
        await using var server = await TestServer.StartAsync();

        var endpoint = (await server.OkAsync("DescribeEndpoints", "{}"))["Endpoints"].EnumerateArray().Single();

        Assert.Equal($"http://{server.Endpoint.Authority}", endpoint.GetProperty("Address").GetString());
        Assert.Equal(1440, endpoint.GetProperty("CachePeriodInMinutes").GetInt32());
    }

    [Fact]
    public async Task DescribeEndpoints_JavaScriptSdk_GivesBareHost()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("DescribeEndpoints", "{}", "aws-sdk-js/3.1138.0 ua/2.1 os/linux");

        Assert.Equal("127.0.0.1", answer["Endpoints"][0].GetProperty("Address").GetString());
    }
}
