using System.Globalization;
using System.Net;
using System.Text.Json;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Readings;

public sealed class ReadingsCsvTests : IAsyncLifetime
{
    private static readonly string[] Members =
        ["sensorId", "sensorType", "manufacturer", "pin", "locationId", "country", "latitude", "longitude", "altitude", "indoor", "time", "averagingMinutes"];

    private static readonly string[] IndexMembers = ["value", "pm10", "pm25", "band"];
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        await _host.SeeAsync(seen => seen is not null);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Get_AsCsvWithoutALimit_IsEveryRowOfTheJsonInItsOrder()
    {
        var json = await _host.GetAsync("/v1/readings?limit=10000");
        using var response = await GetAsync("/v1/readings?format=csv");

        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");
        var header = lines[0].Split(',');
        Assert.Equal("sensor_id,sensor_type,manufacturer,pin,location_id,country,latitude,longitude,altitude,indoor,time,averaging_minutes,aqi,aqi_pm10,aqi_pm25,band", string.Join(',', header[..16]));
        Assert.Equal(_host.Store.Readings.Count, lines.Length - 2);
        Assert.Equal("", lines[^1]);
        Assert.Equal(json.GetProperty("results").EnumerateArray().Select(result => Line(result, header)), lines[1..^1]);
    }

    [Fact]
    public async Task Get_AsCsvWithALimit_IsAPageAndNamesTheNext()
    {
        var json = await _host.GetAsync("/v1/readings?limit=10&sensor_type=SDS011");
        using var response = await GetAsync("/v1/readings?format=csv&limit=10&sensor_type=SDS011");
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");

        Assert.Equal(json.GetProperty("results").EnumerateArray().Select(result => Line(result, lines[0].Split(','))), lines[1..^1]);
        var next = Assert.Single(response.Headers.GetValues("Link")).Split('<', '>')[1];
        using var second = await GetAsync(next);
        Assert.Equal(12, (await second.Content.ReadAsStringAsync()).Split("\r\n").Length);
    }

    [Theory]
    [InlineData("", "text/csv", "readings-20180602T")]
    [InlineData("?format=csv&from=2018-06-03T00:00:00Z&to=2018-06-03T23:00:00Z", "*/*", "readings-20180603T000000Z-20180603T230000Z.csv")]
    [InlineData("?format=csv&limit=1&from=2018-06-03T00:00:00Z&to=2018-06-03T23:00:00Z", "application/json", "readings-20180603T000000Z-20180603T230000Z.csv")]
    public async Task Get_AsCsv_IsAFileNamedByItsSpan(string query, string accept, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/readings{query}");
        request.Headers.Add("Accept", accept);
        using var response = await _host.Client.SendAsync(request);

        Assert.Equal("text/csv; charset=utf-8; header=present", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.StartsWith(name, response.Content.Headers.ContentDisposition?.FileName?.Trim('"'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AStreamOfFixedSpan_IsNotModifiedUntilARowOfItIsWritten()
    {
        const string path = "/v1/readings?format=csv&from=2018-06-03T00:00:00Z&to=2018-06-03T23:00:00Z";
        using var first = await GetAsync(path);
        var tag = first.Headers.ETag!;
        Assert.True(tag.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(path, tag.ToString()));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(path + "&country=DE", tag.ToString()));

        var reading = _host.Store.Readings.MaxBy(other => other.TimeMs)!;
        await _host.Store.AddAsync(reading with { TimeMs = reading.TimeMs - 86_400_000 });
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(path, tag.ToString()));

        // Another version of a row, which changes neither their number nor their times.
        await _host.Store.AddAsync(reading with { AveragingMinutes = 1440 });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(path, tag.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&from=2018-06-03T00:00:00Z")]
    [InlineData("&last=2h")]
    public async Task Get_AStreamUpToNow_HasNoValidator(string query)
    {
        using var response = await GetAsync($"/v1/readings?format=csv{query}");
        Assert.Null(response.Headers.ETag);
    }

    [Fact]
    public async Task Head_OfAStream_HasItsHeadersAndNoBody()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/v1/readings?format=csv");
        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Get_WithNothingInTheSpan_IsAHeaderAlone()
    {
        using var response = await GetAsync("/v1/readings?format=csv&measure=P1&from=2010-01-01T00:00:00Z&to=2010-01-02T00:00:00Z");
        var text = await response.Content.ReadAsStringAsync();
        Assert.EndsWith(",band,P1\r\n", text, StringComparison.Ordinal);
        Assert.Single(text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Line(JsonElement reading, string[] header)
    {
        var index = reading.GetProperty("index");
        var values = header[16..].Select(name => reading.GetProperty("measurements").TryGetProperty(name, out var value) ? Text(value) : "");
        return string.Join(',', Members.Select(member => Text(reading.GetProperty(member)))
            .Concat(IndexMembers.Select(member => index.ValueKind == JsonValueKind.Null ? "" : Text(index.GetProperty(member)))).Concat(values));
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),

        // What a spreadsheet would run is defused.
        _ => value.GetString() is ['=' or '+' or '-' or '@', ..] text ? $"'{text}" : value.GetString()!,
    };

    private Task<HttpResponseMessage> GetAsync(string path) => _host.Client.GetAsync(new Uri(path, UriKind.Relative));

    private async Task<HttpStatusCode> StatusAsync(string path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("If-None-Match", tag);
        using var response = await _host.Client.SendAsync(request);
        return response.StatusCode;
    }
}
