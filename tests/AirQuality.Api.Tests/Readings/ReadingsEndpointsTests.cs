using System.Globalization;
using System.Net;
using System.Text.Json;
using AirQuality.Api.Tests.Hosting;
using AirQuality.Core.Readings;

namespace AirQuality.Api.Tests.Readings;

public sealed class ReadingsEndpointsTests(SharedApi api) : IClassFixture<SharedApi>
{
    private readonly ApiHost _host = api.Host;

    [Theory]
    [InlineData(37)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public async Task Get_PageAfterPage_GivesEveryReadingOnceNewestFirst(int limit)
    {
        var expected = InOrder(_host.Store.Readings);
        if (limit < 100)
            expected = [.. expected.Where(reading => reading.Country == "DE").Take(limit * 12)];
        var path = $"/v1/readings?limit={limit}{(limit < 100 ? "&country=DE" : "")}";
        var read = new List<JsonElement>();
        for (var pages = 0; pages < 12 || limit >= 100; pages++)
        {
            var page = await _host.GetAsync(path);
            var results = page.GetProperty("results").EnumerateArray().ToList();
            read.AddRange(results);
            Assert.Equal(limit, page.GetProperty("meta").GetProperty("limit").GetInt32());
            if (page.GetProperty("meta").GetProperty("next").GetString() is not { } next)
                break;
            Assert.Equal(limit, results.Count);
            path = WithCursor(path, next);
        }
        Assert.Equal(expected.Select(Text), read.Select(Text));
    }

    [Theory]
    [InlineData("country=DE")]
    [InlineData("country=DE&country=AT")]
    [InlineData("country=XX")]
    [InlineData("sensor_type=sds011&sensor_type=DHT22")]
    [InlineData("index_min=4")]
    [InlineData("index_max=1")]
    [InlineData("index_min=2&index_max=3&country=DE")]
    [InlineData("last=1h")]
    public async Task Get_WithFilters_IsWhatTheReadingsSay(string query)
    {
        var expected = InOrder(_host.Store.Readings.Where(query switch
        {
            "country=DE" => reading => reading.Country == "DE",
            "country=DE&country=AT" => reading => reading.Country is "DE" or "AT",
            "country=XX" => reading => reading.Country == "XX",
            "sensor_type=sds011&sensor_type=DHT22" => reading => reading.SensorTypeName is "SDS011" or "DHT22",
            "index_min=4" => reading => reading.Index >= 4,
            "index_max=1" => reading => reading.Index <= 1,
            "last=1h" => reading => reading.TimeMs >= _host.Store.SpanEnd.AddHours(-1).ToUnixTimeMilliseconds(),
            _ => new Func<Reading, bool>(reading => reading is { Index: >= 2 and <= 3, Country: "DE" }),
        }));

        var page = await _host.GetAsync($"/v1/readings?limit=10000&{query}");

        Assert.Equal(expected.Select(Text), page.GetProperty("results").EnumerateArray().Select(Text));
        Assert.Equal(expected.Count, page.GetProperty("meta").GetProperty("found").GetInt32());
    }

    [Fact]
    public async Task Get_OfOneSensorOrLocation_IsWhatTheReadingsSay()
    {
        foreach (var reading in _host.Store.Readings.Where(reading => reading.LocationId is not null).Where((_, index) => index % 500 == 0))
        {
            var ofSensor = await _host.GetAsync($"/v1/readings?sensor_id={reading.SensorId}&last=400d");
            var ofLocation = await _host.GetAsync($"/v1/readings?location_id={reading.LocationId}&last=400d");

            Assert.Equal(InOrder(_host.Store.Readings.Where(other => other.SensorId == reading.SensorId)).Select(Text), ofSensor.GetProperty("results").EnumerateArray().Select(Text));
            Assert.Equal(InOrder(_host.Store.Readings.Where(other => other.LocationId == reading.LocationId)).Select(Text), ofLocation.GetProperty("results").EnumerateArray().Select(Text));
        }
    }

    [Fact]
    public async Task Get_WithAMeasure_GivesReadingsThatHaveItAndNothingElseOfThem()
    {
        var expected = InOrder(_host.Store.Readings.Where(reading => reading.Measurements.Any(value => value.ValueType is "P2" or "humidity")));

        var page = await _host.GetAsync("/v1/readings?measure=P2&measure=humidity&limit=10000");

        var results = page.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(expected.Select(reading => (reading.SensorId, reading.TimeMs)), results.Select(result => (result.GetProperty("sensorId").GetInt64(), TimeOf(result))));
        Assert.All(results, result => Assert.Subset(new HashSet<string>(["P2", "humidity"]), new HashSet<string>(result.GetProperty("measurements").EnumerateObject().Select(member => member.Name))));
    }

    [Fact]
    public async Task Get_WithMore_NamesTheNextPageInTheLinkHeader()
    {
        using var response = await _host.Client.GetAsync(new Uri("/v1/readings?country=DE&limit=5", UriKind.Relative));
        var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var link = Assert.Single(response.Headers.GetValues("Link"));

        Assert.Equal($"</v1/readings?country=DE&limit=5&cursor={page.GetProperty("meta").GetProperty("next").GetString()}>; rel=\"next\"", link);
        Assert.Equal(_host.Store.Readings.Count(reading => reading.Country == "DE"), page.GetProperty("meta").GetProperty("found").GetInt32());
    }

    [Fact]
    public async Task Get_WithTheValidatorOfBefore_IsNotModified()
    {
        using var first = await _host.Client.GetAsync(new Uri("/v1/readings?limit=5", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/v1/readings?limit=5");
        again.Headers.Add("If-None-Match", first.Headers.ETag!.ToString());
        using var second = await _host.Client.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("last=32d", "last")]
    [InlineData("from=2018-01-01T00:00:00Z&to=2018-02-01T00:00:01Z", "from")]
    [InlineData("from=1990-01-01T00:00:00Z&sensor_id=1", "from")]
    [InlineData("country=DE&last=366d", "last")]
    public async Task Get_OfTooLongASpan_IsRefused(string query, string parameter) =>
        Assert.Equal(parameter, Assert.Single((await _host.GetProblemAsync($"/v1/readings?{query}", HttpStatusCode.BadRequest)).GetProperty("errors").EnumerateArray()).GetProperty("parameter").GetString());

    [Theory]
    [InlineData("last=31d")]
    [InlineData("from=2018-01-01T00:00:00Z&to=2018-02-01T00:00:00Z")]
    [InlineData("last=3660d&sensor_id=1")]
    [InlineData("last=3660d&location_id=1")]
    public async Task Get_OfTheLongestSpan_IsAnswered(string query) => await _host.GetAsync($"/v1/readings?limit=1&{query}");

    private static List<Reading> InOrder(IEnumerable<Reading> readings) => [.. readings.OrderByDescending(reading => reading.TimeMs).ThenBy(reading => reading.SensorId)];

    private static string WithCursor(string path, string cursor) =>
        $"{(path.IndexOf("&cursor=", StringComparison.Ordinal) is >= 0 and var at ? path[..at] : path)}&cursor={cursor}";

    private static long TimeOf(JsonElement result) => result.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds();

    private static string Text(Reading reading) => string.Join('|',
        reading.SensorId, reading.TimeMs, reading.SensorTypeName, reading.SensorTypeManufacturer, reading.SensorPin, reading.LocationId, reading.Country,
        Number(reading.Latitude), Number(reading.Longitude), Number(reading.Altitude), reading.Indoor, reading.AveragingMinutes, reading.Index, reading.IndexPm10, reading.IndexPm25,
        string.Join(',', reading.Measurements.OrderBy(value => value.ValueType, StringComparer.Ordinal).Select(value => $"{value.ValueType}={Number(value.Value)}")));

    private static string Text(JsonElement result) => string.Join('|',
        result.GetProperty("sensorId").GetInt64(), TimeOf(result), result.GetProperty("sensorType"), result.GetProperty("manufacturer"), result.GetProperty("pin"), result.GetProperty("locationId"),
        result.GetProperty("country"), Number(result.GetProperty("latitude")), Number(result.GetProperty("longitude")), Number(result.GetProperty("altitude")), result.GetProperty("indoor"),
        result.GetProperty("averagingMinutes"), Of(result.GetProperty("index"), "value"), Of(result.GetProperty("index"), "pm10"), Of(result.GetProperty("index"), "pm25"),
        string.Join(',', result.GetProperty("measurements").EnumerateObject().OrderBy(value => value.Name, StringComparer.Ordinal).Select(value => $"{value.Name}={Number(value.Value)}")));

    private static JsonElement? Of(JsonElement index, string member) => index.ValueKind == JsonValueKind.Null ? null : index.GetProperty(member);

    private static string? Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    private static string? Number(JsonElement number) => number.ValueKind == JsonValueKind.Null ? null : Number(number.GetDouble());
}
