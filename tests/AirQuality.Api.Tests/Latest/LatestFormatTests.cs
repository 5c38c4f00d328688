using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AirQuality.Api.Tests.Hosting;
using static AirQuality.Api.Tests.Latest.LatestOracle;

namespace AirQuality.Api.Tests.Latest;

public sealed class LatestFormatTests(SharedApi api) : IClassFixture<SharedApi>
{
    private readonly ApiHost _host = api.Host;

    [Fact]
    public async Task Get_AsGeoJson_IsAPointASensorLongitudeFirst()
    {
        var collection = await _host.GetAsync("/v1/latest?format=geojson&limit=10000");

        var expected = Newest(_host.Store.Readings);
        Assert.Equal("FeatureCollection", collection.GetProperty("type").GetString());
        Assert.Equal(expected.Count, collection.GetProperty("numberMatched").GetInt32());
        foreach (var (reading, feature) in expected.Zip(collection.GetProperty("features").EnumerateArray()))
        {
            Assert.Equal(reading.SensorId, feature.GetProperty("properties").GetProperty("sensorId").GetInt64());
            if (reading is not { Latitude: { } latitude, Longitude: { } longitude })
            {
                Assert.Equal(JsonValueKind.Null, feature.GetProperty("geometry").ValueKind);
                continue;
            }
            var coordinates = feature.GetProperty("geometry").GetProperty("coordinates");
            Assert.Equal(Math.Round(longitude, 7, MidpointRounding.AwayFromZero), coordinates[0].GetDouble());
            Assert.Equal(Math.Round(latitude, 7, MidpointRounding.AwayFromZero), coordinates[1].GetDouble());
            Assert.InRange(coordinates[0].GetRawText().Split('.', 2).ElementAtOrDefault(1)?.Length ?? 0, 0, 7);
        }
    }

    [Fact]
    public async Task Get_AsCsv_IsTheSameReadings()
    {
        using var response = await AcceptAsync("/v1/latest?limit=10000", "text/csv");
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");

        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        var header = lines[0].Split(',');
        var expected = Newest(_host.Store.Readings);
        Assert.Equal(expected.Count + 2, lines.Length); // the header, and what follows the last line's end
        foreach (var (reading, line) in expected.Zip(lines[1..^1]))
        {
            // No name of these feeds holds a comma or a quote.
            var cells = header.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second);
            Assert.Equal(reading.SensorId.ToString(CultureInfo.InvariantCulture), cells["sensor_id"]);
            Assert.Equal(reading.Index?.ToString(CultureInfo.InvariantCulture) ?? "", cells["aqi"]);
            Assert.Equal(ValueOf(reading, "P1")?.ToString("R", CultureInfo.InvariantCulture) ?? "", cells["P1"]);
            Assert.Equal(reading.TimeMs, DateTimeOffset.Parse(cells["time"], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
        }
    }

    [Theory]
    [InlineData("application/geo+json", "application/geo+json")]
    [InlineData("text/csv;q=0.5, application/geo+json;q=0.9", "application/geo+json")]
    [InlineData("text/*", "text/csv")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html, */*;q=0.1", "application/json")]
    public async Task Get_WithAccept_ComesInTheFormItLikesBest(string accept, string mediaType)
    {
        using var response = await AcceptAsync("/v1/latest?limit=1", accept);

        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/csv;q=0")]
    public async Task Get_WithAcceptOfNothingServed_IsNotAcceptable(string accept)
    {
        using var response = await AcceptAsync("/v1/latest?limit=1", accept);

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Get_WithFormat_WinsOverAccept()
    {
        using var response = await AcceptAsync("/v1/latest?limit=1&format=csv", "application/json");

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Get_Compressed_HoldsTheSameBytesUnderAValidatorOfItsOwn(string encoding)
    {
        using var plain = await _host.Client.GetAsync(new Uri("/v1/latest?limit=500", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/latest?limit=500");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        using var compressed = await _host.Client.SendAsync(request);

        var body = await compressed.Content.ReadAsStreamAsync();
        await using Stream decoded = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(decoded);
        Assert.Equal([encoding], compressed.Content.Headers.ContentEncoding);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await reader.ReadToEndAsync());
        Assert.NotEqual(plain.Headers.ETag, compressed.Headers.ETag);
    }

    [Fact]
    public async Task Head_IsTheSameWithoutABody()
    {
        using var get = await _host.Client.GetAsync(new Uri("/v1/latest?limit=3", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Head, "/v1/latest?limit=3");
        using var head = await _host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
    }

    private async Task<HttpResponseMessage> AcceptAsync(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        return await _host.Client.SendAsync(request);
    }
}
