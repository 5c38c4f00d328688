using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using AirQuality.TimestreamLocal.Faults;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.TimestreamLocal.Tests.Protocol;

/// <summary>An answer of the server under test.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Json, HttpResponseMessage Http)
{
    public string? Error => Json.TryGetProperty("__type", out var type) ? type.GetString()!.Split('#')[^1] : null;

    public string Message => Json.GetProperty(nameof(Message)).GetString()!;

    public JsonElement this[string member] => Json.GetProperty(member);

    public IEnumerable<JsonElement> Rejected => Json.GetProperty("RejectedRecords").EnumerateArray();

    public string Reason => Rejected.Single().GetProperty(nameof(Reason)).GetString()!;
}

/// <summary>A server on a free port with a data file of its own and a clock that stands still.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private readonly HttpClient _http;
    private readonly TimestreamLocalServer _server;
    private readonly bool _ownsFolder;

    private TestServer(TimestreamLocalServer server, FakeTimeProvider time, string folder, bool ownsFolder)
    {
        (_server, Time, Folder, _ownsFolder) = (server, time, folder, ownsFolder);
        _http = new HttpClient { BaseAddress = server.Endpoint };
    }

    public FakeTimeProvider Time { get; }

    public string Folder { get; }

    public Uri Endpoint => _server.Endpoint;

    public static string NewFolder() => Directory.CreateTempSubdirectory("timestream-local-").FullName;

    public static async Task<TestServer> StartAsync(
        string? folder = null, FaultScript? faults = null, string region = "us-east-1", string accountId = "000000000000",
        Func<TimestreamLocalOptions, TimestreamLocalOptions>? configure = null)
    {
        string home = folder ?? NewFolder();
        var time = new FakeTimeProvider(Start);
        var options = new TimestreamLocalOptions
        {
            DataFile = Path.Combine(home, "timestream.db"),
            TimeProvider = time,
            Faults = faults,
            Region = region,
            AccountId = accountId,
        };
        return new TestServer(await TimestreamLocalServer.StartAsync(configure?.Invoke(options) ?? options), time, home, folder is null);
    }

    /// <summary>A server with database <c>d</c> and table <c>t</c>.</summary>
    public static async Task<TestServer> StartWithTableAsync(
        int memoryHours = 24, int magneticDays = 100, bool magneticWrites = false, FaultScript? faults = null,
        Func<TimestreamLocalOptions, TimestreamLocalOptions>? configure = null)
    {
        var server = await StartAsync(faults: faults, configure: configure);
        await server.OkAsync("CreateDatabase", """{"DatabaseName":"d"}""");
        await server.OkAsync("CreateTable", string.Create(CultureInfo.InvariantCulture, $$"""
            {"DatabaseName":"d","TableName":"t",
             "RetentionProperties":{"MemoryStoreRetentionPeriodInHours":{{memoryHours}},"MagneticStoreRetentionPeriodInDays":{{magneticDays}} },
             "MagneticStoreWriteProperties":{"EnableMagneticStoreWrites":{{(magneticWrites ? "true" : "false")}} } }
            """));
        return server;
    }

    /// <summary>The clock's milliseconds, moved by a span, as a record's Time.</summary>
    public string Ms(TimeSpan offset = default) =>
        (Time.GetUtcNow() + offset).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes records given as JSON into <c>d.t</c>.</summary>
    public Task<Answer> WriteAsync(string records, string common = "{}") => CallAsync(
        "WriteRecords", $$"""{"DatabaseName":"d","TableName":"t","CommonAttributes":{{common}},"Records":[{{records}}]}""");

    /// <summary>A scalar record of one series as JSON.</summary>
    public string Record(string value = "1.5", string? time = null, string extra = "", string sensor = "1") =>
        $$"""{"Dimensions":[{"Name":"sensor","Value":"{{sensor}}"}],"MeasureName":"pm","MeasureValue":"{{value}}","Time":"{{time ?? Ms()}}"{{extra}}}""";

    /// <summary>A multi-measure record of one series as JSON; each measure as <c>name:TYPE:value</c>.</summary>
    public string Multi(params string[] measures)
    {
        var values = measures.Select(measure => measure.Split(':', 3)).Select(part =>
            $$"""{"Name":"{{part[0]}}","Type":"{{part[1]}}","Value":"{{part[2]}}"}""");
        return $$"""{"Dimensions":[{"Name":"sensor","Value":"1"}],"MeasureName":"air","MeasureValueType":"MULTI","Time":"{{Ms()}}","MeasureValues":[{{string.Join(',', values)}}]}""";
    }

    public async Task<Answer> OkAsync(string operation, string json)
    {
        var answer = await CallAsync(operation, json);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{operation}: {answer.Status} {answer.Json}");
        return answer;
    }

    public async Task<Answer> CallAsync(string operation, string json, string? userAgent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(json, Encoding.UTF8) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", $"Timestream_20181101.{operation}");
        if (userAgent is not null)
            request.Headers.Add("User-Agent", userAgent);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        var response = await _http.SendAsync(request);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return new(response.StatusCode, document.RootElement.Clone(), response);
    }

    /// <summary>Stops the server and keeps its folder.</summary>
    public Task StopAsync() => _server.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}
