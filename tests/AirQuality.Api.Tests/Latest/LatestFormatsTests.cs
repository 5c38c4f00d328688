using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using AirQuality.Api.Store;
using AirQuality.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AirQuality.Api.Tests.Latest;

public sealed class LatestFormatsTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Get_AsJson_IsTheReadingThatWasWritten()
    {
        var wanted = Newest.BySensor(_host.Store);
        var results = (await _host.GetAsync("/v1/latest?limit=10000")).GetProperty("results").EnumerateArray().ToList();
        foreach (var (reading, result) in wanted.Zip(results))
        {
            Assert.Equal(reading.SensorTypeName, result.GetProperty("sensorType").GetString());
            Assert.Equal(reading.Country, result.GetProperty("country").GetString());
            Assert.Equal(reading.AveragingMinutes, result.GetProperty("averagingMinutes").GetInt32());
            Assert.Equal(
                reading.Measurements.ToDictionary(measurement => measurement.ValueType, measurement => measurement.Value),
                result.GetProperty("measurements").EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetDouble()));
            if (reading.Index is not { } index)
            {
                Assert.Equal(JsonValueKind.Null, result.GetProperty("index").ValueKind);
                continue;
            }
            Assert.Equal(index, result.GetProperty("index").GetProperty("value").GetInt32());
            Assert.Equal(Newest.Band(index), result.GetProperty("index").GetProperty("band").GetString());
            Assert.NotEmpty(result.GetProperty("index").GetProperty("advice").GetProperty("atRisk").GetString()!);
        }
    }

    [Fact]
    public async Task Get_AsGeoJson_HasLongitudeFirstAndAtMostSevenDecimals()
    {
        var wanted = Newest.BySensor(_host.Store);
        var collection = await _host.GetAsync("/v1/latest?format=geojson&limit=10000");
        Assert.Equal("FeatureCollection", collection.GetProperty("type").GetString());
        Assert.Equal(wanted.Count, collection.GetProperty("numberMatched").GetInt32());
        Assert.Equal(wanted.Count, collection.GetProperty("numberReturned").GetInt32());
        var features = collection.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(wanted.Count, features.Count);
        foreach (var (reading, feature) in wanted.Zip(features))
        {
            Assert.Equal(reading.SensorId, feature.GetProperty("properties").GetProperty("sensorId").GetInt64());
            if (reading.Latitude is null)
                continue;
            var point = feature.GetProperty("geometry").GetProperty("coordinates");
            Assert.Equal(reading.Longitude!.Value, point[0].GetDouble(), 5e-8);
            Assert.Equal(reading.Latitude!.Value, point[1].GetDouble(), 5e-8);
            Assert.All(point.EnumerateArray(), number => Assert.True(decimal.Parse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture).Scale <= 7));
        }
    }

    [Fact]
    public async Task Get_AsCsv_SaysTheSameAsJson()
    {
        var results = (await _host.GetAsync("/v1/latest?limit=10000")).GetProperty("results").EnumerateArray().ToList();
        using var response = await _host.Client.GetAsync(new Uri("/v1/latest?format=csv&limit=10000", UriKind.Relative));
        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        var lines = CsvReading.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(results.Count + 1, lines.Count);
        Assert.All(lines, line => Assert.Equal(lines[0].Count, line.Count));
        foreach (var (result, line) in results.Zip(lines.Skip(1)))
        {
            Assert.Equal(result.GetProperty("sensorId").GetRawText(), Cell("sensor_id"));
            Assert.Equal(result.GetProperty("time").GetString(), Cell("time"));
            Assert.Equal(result.GetProperty("manufacturer").GetString() ?? "", Cell("manufacturer"));
            var index = result.GetProperty("index");
            Assert.Equal(index.ValueKind == JsonValueKind.Null ? "" : index.GetProperty("band").GetString(), Cell("band"));
            foreach (var measurement in result.GetProperty("measurements").EnumerateObject())
                Assert.Equal(measurement.Value.GetDouble(), double.Parse(Cell(measurement.Name), CultureInfo.InvariantCulture));

            string Cell(string column) => line[lines[0].IndexOf(column)];
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Get_Compressed_DecodesToTheSameBytesUnderAnotherValidator(string encoding)
    {
        using var plain = await _host.Client.GetAsync(new Uri("/v1/latest?country=CH", UriKind.Relative));
        using var packed = await SendAsync(HttpMethod.Get, "/v1/latest?country=CH", ("Accept-Encoding", encoding));
        Assert.Equal([encoding], packed.Content.Headers.ContentEncoding);
        Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
        await using var body = await packed.Content.ReadAsStreamAsync();
        await using Stream decoder = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await decoder.CopyToAsync(bytes);
        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(), bytes.ToArray());
    }

    [Fact]
    public async Task Head_HasTheHeadersOfGet()
    {
        using var get = await _host.Client.GetAsync(new Uri("/v1/latest?country=CH", UriKind.Relative));
        using var head = await SendAsync(HttpMethod.Head, "/v1/latest?country=CH");
        Assert.Equal(System.Net.HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Content.Headers.LastModified, head.Content.Headers.LastModified);
    }

    [Fact]
    public async Task Get_AfterAWrite_IsModifiedOnlyWhereTheWriteShows()
    {
        var newest = _host.Store.Readings.MaxBy(reading => reading.TimeMs)!;
        var other = Newest.BySensor(_host.Store).First(reading => reading.SensorId != newest.SensorId);
        var (touched, untouched) = ($"/v1/latest?sensor_id={newest.SensorId}", $"/v1/latest?sensor_id={other.SensorId}");
        var (tagOfTouched, tagOfUntouched) = (await TagAsync(touched), await TagAsync(untouched));
        Assert.Equal(304, await StatusAsync(touched, tagOfTouched));

        var token = _host.Services.GetRequiredService<StoreWatch>().Current!.Token;
        await _host.Store.AddAsync(newest with { TimeMs = newest.TimeMs + 1_000 });
        await _host.SeeAsync(seen => seen!.Token != token);
        Assert.Equal(200, await StatusAsync(touched, tagOfTouched));
        Assert.Equal(304, await StatusAsync(untouched, tagOfUntouched));
    }

    private async Task<string> TagAsync(string path)
    {
        using var response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative));
        return response.Headers.ETag!.ToString();
    }

    private async Task<int> StatusAsync(string path, string tag)
    {
        using var response = await SendAsync(HttpMethod.Get, path, ("If-None-Match", tag));
        return (int)response.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await _host.Client.SendAsync(request);
    }
}
