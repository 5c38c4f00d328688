using System.Globalization;
using System.Net;
using System.Text.Json;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Locations;

public sealed class SeriesEndpointsTests(SharedApi api) : IClassFixture<SharedApi>
{
    private readonly ApiHost _host = api.Host;

    [Theory]
    [InlineData("aqi", "avg", "1h", 3_600)]
    [InlineData("aqi_pm25", "max", "6h", 21_600)]
    [InlineData("P1", "avg", "1m", 60)]
    [InlineData("P1", "max", "5m", 300)]
    [InlineData("P2", "min", "90s", 90)]
    [InlineData("temperature", "avg", "1d", 86_400)]
    [InlineData("humidity", "min", "7m", 420)]
    public async Task Get_OfAMeasure_IsWhatTheReadingsSay(string measure, string aggregate, string bin, int seconds)
    {
        foreach (var location in _host.Store.Readings.Busiest(10))
        {
            var series = await _host.GetAsync($"/v1/locations/{location}/series?measure={measure}&aggregate={aggregate}&bin={bin}");

            var expected = Expected(location, measure, aggregate, seconds * 1_000L).ToList();
            var bins = series.GetProperty("results").EnumerateArray().Select(BinOf).ToList();
            Assert.Equal(expected.Select(value => (value.From, value.To, value.Readings)), bins.Select(value => (value.From, value.To, value.Readings)));
            Assert.All(expected.Zip(bins), pair => Assert.Equal(pair.First.Value, pair.Second.Value, 1e-9));
            var meta = series.GetProperty("meta");
            Assert.Equal((expected.Count, 10_000, location), (meta.GetProperty("found").GetInt32(), meta.GetProperty("limit").GetInt32(), meta.GetProperty("locationId").GetInt64()));
            Assert.Equal((measure, aggregate, seconds), (meta.GetProperty("measure").GetString(), meta.GetProperty("aggregate").GetString(), meta.GetProperty("binSeconds").GetInt32()));
            Assert.Equal(JsonValueKind.Null, meta.GetProperty("next").ValueKind);
        }
    }

    [Fact]
    public async Task Get_WithoutParameters_IsTheMeanIndexOfTheLastDayInFiveMinutes()
    {
        var location = _host.Store.Readings.Where(reading => reading.Index is not null).Busiest(1)[0];
        var series = await _host.GetAsync($"/v1/locations/{location}/series");

        Assert.Equal(Expected(location, "aqi", "avg", 300_000).Select(value => value.From), series.GetProperty("results").EnumerateArray().Select(BinOf).Select(bin => bin.From));
        var meta = series.GetProperty("meta");
        Assert.Equal(("aqi", "avg", 300, "1"), (meta.GetProperty("measure").GetString(), meta.GetProperty("aggregate").GetString(), meta.GetProperty("binSeconds").GetInt32(), meta.GetProperty("unit").GetString()));
        Assert.Equal(_host.Store.SpanEnd, meta.GetProperty("to").GetDateTimeOffset());
        Assert.Equal(_host.Store.SpanEnd.AddDays(-1), meta.GetProperty("from").GetDateTimeOffset());
    }

    [Fact]
    public async Task Get_OfASpan_TakesBothEndsAndNothingBeyond()
    {
        var location = _host.Store.Readings.Busiest(1)[0];
        var times = _host.Store.Readings.Where(reading => reading.LocationId == location && reading.Measurements.Any(value => value.ValueType == "P1"))
            .Select(reading => reading.TimeMs).Distinct().Order().ToList();

        foreach (var (from, to, found) in new[] { (0L, 0L, 1), (1L, 999L, 0), (-1_000L, -1L, 0), (-1_000L, 0L, 1), (0L, 999L, 1) })
            Assert.Equal(found, (await _host.GetAsync(
                $"/v1/locations/{location}/series?measure=P1&bin=1m&from={Text(times[0] + from)}&to={Text(times[0] + Math.Max(to, from + 1))}")).GetProperty("meta").GetProperty("found").GetInt32());
    }

    [Theory]
    [InlineData("1m", 60)]
    [InlineData("8h", 60)]
    [InlineData("24h", 300)]
    [InlineData("3d", 900)]
    [InlineData("7d", 3_600)]
    [InlineData("30d", 21_600)]
    [InlineData("365d", 86_400)]
    [InlineData("3660d", 86_400)]
    public async Task Get_WithoutBin_TakesTheShortestThatFits(string last, int seconds) =>
        Assert.Equal(seconds, (await _host.GetAsync($"/v1/locations/65/series?last={last}")).GetProperty("meta").GetProperty("binSeconds").GetInt32());

    [Theory]
    [InlineData("P1", "µg/m³")]
    [InlineData("temperature", "°C")]
    [InlineData("aqi_pm10", "1")]
    public async Task Get_OfAMeasure_SaysItsUnit(string measure, string unit) =>
        Assert.Equal(unit, (await _host.GetAsync($"/v1/locations/65/series?measure={measure}")).GetProperty("meta").GetProperty("unit").GetString());

    [Fact]
    public async Task Get_OfAnUnknownLocation_IsEmpty() =>
        Assert.Equal(0, (await _host.GetAsync("/v1/locations/999999999/series")).GetProperty("results").GetArrayLength());

    [Theory]
    [InlineData("no_such")]
    [InlineData("latitude")]
    [InlineData("sensor_id")]
    [InlineData("time")]
    [InlineData("p1")]
    public async Task Get_OfAnUnknownMeasure_IsRefusedByItsName(string measure)
    {
        var problem = await _host.GetProblemAsync($"/v1/locations/65/series?measure={measure}", HttpStatusCode.BadRequest);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal("measure", error.GetProperty("parameter").GetString());
        Assert.Contains($"'{measure}'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("/v1/measures", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("last=7d&bin=1m", 10_081)]
    [InlineData("from=1971-01-01T00:00:00Z&to=2018-01-01T00:00:00Z", 17_168)]
    public async Task Get_OfMoreBinsThanTenThousand_IsRefused(string query, int bins)
    {
        var problem = await _host.GetProblemAsync($"/v1/locations/65/series?{query}", HttpStatusCode.BadRequest);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal("bin", error.GetProperty("parameter").GetString());
        Assert.Contains(bins.ToString(CultureInfo.InvariantCulture), error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AsCsv_SaysWhatTheJsonSays()
    {
        var path = $"/v1/locations/{_host.Store.Readings.Busiest(1)[0]}/series?measure=P1&bin=1m";
        var json = await _host.GetAsync(path);
        using var response = await _host.Client.GetAsync(new Uri(path + "&format=csv", UriKind.Relative));

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Matches("^location-[0-9]+-P1-[0-9]{8}T[0-9]{6}Z-[0-9]{8}T[0-9]{6}Z[.]csv$", response.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.Equal(["from,to,value,readings", .. json.GetProperty("results").EnumerateArray().Select(Line), ""], lines);
        Assert.NotEqual(2, lines.Length);

        static string Line(JsonElement bin) => string.Join(',', bin.EnumerateObject().Select(member => member.Value.ToString()));
    }

    [Fact]
    public async Task Get_WithTheValidatorOfBefore_IsNotModified()
    {
        using var first = await _host.Client.GetAsync(new Uri("/v1/locations/65/series", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/v1/locations/65/series");
        again.Headers.Add("If-None-Match", first.Headers.ETag!.ToString());
        using var second = await _host.Client.SendAsync(again);

        Assert.False(first.Headers.ETag.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    private IEnumerable<Bin> Expected(long location, string measure, string aggregate, long binMs)
    {
        var to = _host.Store.SpanEnd.ToUnixTimeMilliseconds();
        return
            from reading in _host.Store.Readings
            where reading.LocationId == location && reading.TimeMs >= to - 86_400_000 && reading.TimeMs <= to && reading.ValueOf(measure) is not null
            group reading.ValueOf(measure)!.Value by reading.TimeMs / binMs * binMs into bin
            orderby bin.Key
            select new Bin(bin.Key, bin.Key + binMs, aggregate switch { "max" => bin.Max(), "min" => bin.Min(), _ => bin.Average() }, bin.Count());
    }

    private static Bin BinOf(JsonElement bin) => new(
        bin.GetProperty("from").GetDateTimeOffset().ToUnixTimeMilliseconds(), bin.GetProperty("to").GetDateTimeOffset().ToUnixTimeMilliseconds(),
        bin.GetProperty("value").GetDouble(), bin.GetProperty("readings").GetInt64());

    private static string Text(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private readonly record struct Bin(long From, long To, double Value, long Readings);
}
