using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Telemetry;

/// <summary>The logs of the program as it runs, read from its output.</summary>
public sealed class LogTests
{
    private const string WrongKey = "0ddba11-a-key-that-nobody-knows";

    [Fact]
    public async Task Logs_OfEveryLevelAndCategory_HoldNoKeyAndNoQuery()
    {
        var lines = await LogOfAsync(
            "Logging:LogLevel:Default=Trace", "Logging:LogLevel:Microsoft.AspNetCore=Trace", "Logging:LogLevel:System.Net.Http=Trace",
            "Logging:LogLevel:AirQuality.Api.Telemetry.RequestLog=Trace");
        Assert.NotEmpty(lines);
        Assert.Contains(lines, line => line.Contains("/v1/steps", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(StepsKey.Secret, StringComparison.Ordinal) || line.Contains(WrongKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_WhereRequestsAreWished_HaveOneLineOfEach()
    {
        var lines = await LogOfAsync("Logging:LogLevel:AirQuality.Api.Telemetry.RequestLog=Information");
        Assert.Single(lines, line => line.Contains("GET /v1/stats 400", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("GET /health/live 200", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_UnlessWished_HaveNoLineOfARequest() =>
        Assert.DoesNotContain(await LogOfAsync(), line => line.Contains("/v1/stats", StringComparison.Ordinal));

    [Fact]
    public async Task Logs_WhereJsonIsWished_AreAnObjectALine()
    {
        var lines = await LogOfAsync("Logging:Console:FormatterName=json", "Logging:LogLevel:AirQuality.Api.Telemetry.RequestLog=Information");
        var request = lines.Select(line => JsonDocument.Parse(line).RootElement).Single(line =>
            line.GetProperty("State").TryGetProperty("Path", out var path) && path.GetString() == "/health/live");
        Assert.Equal("GET", request.GetProperty("State").GetProperty("Method").GetString());
        Assert.Equal(200, request.GetProperty("State").GetProperty("Status").GetInt32());
        Assert.NotEqual("", request.GetProperty("State").GetProperty("TraceId").GetString());
    }

    private static async Task<IReadOnlyCollection<string>> LogOfAsync(params string[] settings)
    {
        var lines = new ConcurrentQueue<string>();
        var keys = StepsKey.Settings.Select(setting => $"{setting.Key}={setting.Value}");
        await using (var program = await ProgramRun.ServeAsync(
            lines.Enqueue, ["Timestream:Endpoint=http://127.0.0.1:1", "Timestream:MaxAttempts=1", .. keys, .. settings]))
        {
            await program.Client.GetAsync(new Uri($"/v1/stats?api_key={StepsKey.Secret}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskForStepsAsync(program.Client, "X-Api-Key", StepsKey.Secret));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskForStepsAsync(program.Client, "Authorization", $"Bearer {StepsKey.Secret}"));
            Assert.Equal(HttpStatusCode.Unauthorized, await AskForStepsAsync(program.Client, "X-Api-Key", WrongKey));
            await program.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        }
        return lines;
    }

    private static async Task<HttpStatusCode> AskForStepsAsync(HttpClient client, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/steps");
        request.Headers.Add(header, value);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
