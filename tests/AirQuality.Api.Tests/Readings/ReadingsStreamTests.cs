using System.Net;
using AirQuality.Api.Parameters;
using AirQuality.Api.Readings;
using AirQuality.Api.Store;
using AirQuality.Api.Tests.Hosting;
using AirQuality.Timestream.Reading;
using AirQuality.TimestreamLocal.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AirQuality.Api.Tests.Readings;

/// <summary>What a stream does while it is under way.</summary>
public sealed class ReadingsStreamTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        await _host.SeeAsync(seen => seen is not null);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Send_WhileTheStoreBreaksOff_DoesNotLookWhole()
    {
        await ServeAsync(new FaultRule(FaultKind.DropRequest, "Query", Skip: 1));
        using var response = await _host.Client.GetAsync(new Uri("/v1/readings?format=csv", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        await using var body = await response.Content.ReadAsStreamAsync();
        var received = new MemoryStream();
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(received));
        Assert.NotEqual(0, received.Length);
    }

    [Fact]
    public async Task Send_ToAClientThatDoesNotRead_AsksTheStoreForNoMore()
    {
        // A sensor type of both snapshots, whose newer rows fit in one page. More questions than the one for these would fail while the client waits:
        // that the stream goes on only when the client does is what keeps memory small.
        var newest = _host.Store.Readings.Max(reading => reading.TimeMs) - 3_600_000;
        var type = _host.Store.Readings.GroupBy(reading => reading.SensorTypeName)
            .First(readings => readings.Count(reading => reading.TimeMs > newest) is > 1 and < 300 && readings.Any(reading => reading.TimeMs < newest));
        await ServeAsync(new FaultRule(FaultKind.DropRequest, "Query", Skip: 1));
        var client = new SlowClient();
        var http = HttpOf(client, $"&sensor_type={type.Key}", CancellationToken.None);
        var sending = StreamOf(http).ExecuteAsync(http);

        await client.Reached.Task;
        await _host.Store.StopAsync();
        await _host.Store.ServeAsync();
        client.Goes.SetResult();
        await sending;

        Assert.Equal(type.Count() + 2, client.Text.Split("\r\n").Length);
    }

    [Fact]
    public async Task Send_ToAClientThatLeaves_EndsAsCancelled()
    {
        using var left = new CancellationTokenSource();
        var client = new SlowClient();
        var http = HttpOf(client, "", left.Token);
        var sending = StreamOf(http).ExecuteAsync(http);

        await client.Reached.Task;
        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task Get_WhileTheStoreIsDown_IsUnavailableBeforeAnythingIsSent()
    {
        await _host.Store.StopAsync();
        using var response = await _host.Client.GetAsync(new Uri("/v1/readings?format=csv&from=2018-06-03T00:00:00Z&to=2018-06-03T23:00:00Z", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Null(response.Content.Headers.ContentDisposition);
        Assert.Null(response.Headers.ETag);
    }

    [Theory]
    [InlineData("/v1/readings")]
    [InlineData("/v1/readings?format=csv")]
    [InlineData("/v1/locations/65/series")]
    [InlineData("/v1/locations/65/summary")]
    public async Task Get_OfAQueryThatTakesTooLong_IsUnavailableAndSaysWhatToDo(string path)
    {
        await ServeAsync(new FaultRule(FaultKind.Error, "Query", Error: "QueryExecutionException"));
        var problem = await _host.GetProblemAsync(path, HttpStatusCode.ServiceUnavailable);

        Assert.Equal("urn:airquality:problem:store-unavailable", problem.GetProperty("type").GetString());
        Assert.Contains("shorter span", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task ServeAsync(FaultRule rule)
    {
        await _host.Store.StopAsync();
        await _host.Store.ServeAsync(new FaultScript([rule]));
    }

    private ReadingsStream StreamOf(HttpContext http)
    {
        var store = _host.Services.GetRequiredService<StoreConnection>();
        var reader = new ParameterReader(http.Request, ReadingsRequest.Parameters);
        return new(new ReadingsQuery(store.Queries, store.Options), _host.Services.GetRequiredService<StoreWatch>().Current!.Columns, ReadingsRequest.Read(reader));
    }

    private DefaultHttpContext HttpOf(Stream client, string query, CancellationToken left)
    {
        var http = new DefaultHttpContext { RequestServices = _host.Services, RequestAborted = left };
        http.Request.Method = "GET";
        http.Request.Path = "/v1/readings";
        http.Request.QueryString = new QueryString($"?format=csv{query}");
        http.Response.Body = client;
        return http;
    }
}
