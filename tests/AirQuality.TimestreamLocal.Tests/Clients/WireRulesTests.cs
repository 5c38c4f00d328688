using System.Globalization;
using System.Net.Sockets;
using System.Text;
using AirQuality.TimestreamLocal.Tests.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>The rules of tests/fixtures/wire/clients.md that are about bytes and connections, over a socket; the others are in <see cref="ClientRulesTests"/>.</summary>
public sealed class WireRulesTests
{
    private const string City = "Zürich 😀 <b>&'\"\\";

    public static TheoryData<string> Clients => CapturedConformanceTests.Clients;

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Rule05_Signatures_OfEveryClient_AreVerifiedOverWhatTheyCover(string client)
    {
        var request = Directory.GetFiles(Fixtures.PathOf("wire"), $"{client}.*.http").Order(StringComparer.Ordinal)
            .SelectMany(file => CapturedRequest.Parse(File.ReadAllBytes(file))).First(request => request.Operation != "DescribeEndpoints");
        string head = Encoding.Latin1.GetString(request.Bytes);
        string date = head.Split("x-amz-date:", 2, StringSplitOptions.None) is [_, var rest] ? rest : head.Split("X-Amz-Date:", 2)[1];
        var clock = new FakeTimeProvider(DateTimeOffset.ParseExact(date.Split('\r')[0].Trim(), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        await using var server = await TestServer.StartAsync(
            configure: options => options with { Credentials = new ServerCredentials("AKIDEXAMPLE", "SECRETEXAMPLE"), TimeProvider = clock });

        var (status, _) = await request.SendAsync(server.Endpoint);
        var other = request.Bytes.ToArray();
        other[^1] = (byte)'!';
        var (otherStatus, otherBody) = await (request with { Bytes = other }).SendAsync(server.Endpoint);

        Assert.NotEqual(403, status);
        Assert.Equal(403, otherStatus);
        Assert.Contains("InvalidSignatureException", otherBody, StringComparison.Ordinal);
    }

    // As Python, Go, Java and Rust spell them: blanks or none, \u escapes or raw UTF-8, members in any order, unknown members and nulls.
    [Theory]
    [InlineData("""{"DatabaseName":"d","TableName":"t","Records":[{"Dimensions":[{"Name":"city","Value":"Zürich 😀 <b>&'\"\\"}],"MeasureName":"pm","MeasureValue":"1.5","Time":"NOW"}]}""")]
    [InlineData("""{"DatabaseName": "d", "TableName": "t", "Records": [{"Dimensions": [{"Name": "city", "Value": "Z\u00fcrich \ud83d\ude00 <b>&'\"\\"}], "MeasureName": "pm", "MeasureValue": "1.5", "Time": "NOW"}]}""")]
    [InlineData("""{"Records":[{"Time":"NOW","MeasureValue":"1.5","MeasureName":"pm","Dimensions":[{"Value":"Zürich \uD83D\uDE00 \u003cb\u003e\u0026\u0027\u0022\u005c","Name":"city"}]}],"TableName":"t","DatabaseName":"d"}""")]
    [InlineData("\r\n{ \"TableName\" : \"t\" ,\t\"DatabaseName\" : \"d\" , \"CommonAttributes\" : null , \"Unknown\" : [ { } ] ,\n\"Records\" : [ { \"Dimensions\" : [ { \"Name\" : \"city\" , \"Value\" : \"Zürich 😀 <b>&'\\\"\\\\\" , \"DimensionValueType\" : null } ] , \"MeasureName\" : \"pm\" , \"MeasureValue\" : \"1.5\" , \"Time\" : \"NOW\" , \"Version\" : null } ] } \n")]
    public async Task Rule07_AnySpellingOfJson_IsTheSameRecord(string body)
    {
        await using var server = await TestServer.StartWithTableAsync();

        await server.OkAsync("WriteRecords", body.Replace("NOW", server.Ms(), StringComparison.Ordinal));

        var row = (await server.OkAsync("Query", """{"QueryString":"SELECT city FROM d.t WHERE measure_value::double = 1.5"}"""))["Rows"][0];
        Assert.Equal(City, row.GetProperty("Data")[0].GetProperty("ScalarValue").GetString());
    }

    [Fact]
    public async Task Rule18_IdleConnection_IsKeptThenClosedWithoutAReset()
    {
        await using var server = await TestServer.StartAsync(configure: options => options with { IdleTimeout = TimeSpan.FromSeconds(3) });
        using var client = new TcpClient();
        await client.ConnectAsync(server.Endpoint.Host, server.Endpoint.Port);
        byte[] request = Encoding.ASCII.GetBytes(
            $"POST / HTTP/1.1\r\nHost: {server.Endpoint.Authority}\r\nX-Amz-Target: Timestream_20181101.ListDatabases\r\nContent-Length: 2\r\n\r\n{{}}");
        byte[] answer = new byte[4096];

        for (int use = 0; use < 2; use++)
        {
            await client.GetStream().WriteAsync(request);
            int read = await client.GetStream().ReadAtLeastAsync(answer, 12);
            Assert.StartsWith("HTTP/1.1 200", Encoding.ASCII.GetString(answer, 0, read), StringComparison.Ordinal);
        }

        // A reset would be an exception; what is left of the answer may come first.
        int last;
        do
            last = await client.GetStream().ReadAsync(answer);
        while (last > 0);
        Assert.Equal(0, last);
        await server.OkAsync("ListDatabases", "{}");
    }

    [Fact]
    public async Task Rule18_ServerThatStops_ClosesIdleConnectionsWithoutAReset()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(server.Endpoint.Host, server.Endpoint.Port);

        await server.StopAsync();

        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]));
    }
}
