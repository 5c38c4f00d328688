using AirQuality.Api.Tests.Hosting;
using AirQuality.Core.Readings;
using static AirQuality.Api.Tests.Latest.LatestOracle;

namespace AirQuality.Api.Tests.Latest;

public sealed class LatestFilterTests(SharedApi api) : IClassFixture<SharedApi>
{
    private readonly ApiHost _host = api.Host;

    public static TheoryData<string> Questions => new(Filters.Keys);

    // Independent of how the API filters: each question with the same words for what was written.
    private static Dictionary<string, Func<Reading, bool>> Filters { get; } = new()
    {
        [""] = _ => true,
        ["country=DE"] = reading => reading.Country == "DE",
        ["country=AT&country=BE"] = reading => reading.Country is "AT" or "BE",
        ["country=ZZ"] = _ => false,
        ["sensor_type=sds011"] = reading => reading.SensorTypeName == "SDS011",
        ["sensor_type=DHT22&sensor_type=BME280"] = reading => reading.SensorTypeName is "DHT22" or "BME280",
        ["index_min=4"] = reading => reading.Index >= 4,
        ["index_min=2&index_max=3"] = reading => reading.Index is 2 or 3,
        ["measure=P1"] = reading => ValueOf(reading, "P1") is not null,
        ["measure=temperature&measure=humidity"] = reading => ValueOf(reading, "temperature") is not null || ValueOf(reading, "humidity") is not null,
        ["bbox=9,48,10,49"] = reading => reading is { Longitude: >= 9 and <= 10, Latitude: >= 48 and <= 49 },
        ["bbox=170,-90,-60,90"] = reading => reading is { Latitude: not null, Longitude: >= 170 or <= -60 },
        ["lat=48.78&lon=9.18&radius_km=12.5"] = reading => Near(reading, 48.78, 9.18, 12.5),
        ["lat=0&lon=180&radius_km=9000"] = reading => Near(reading, 0, 180, 9000),
        ["country=DE&index_min=3&bbox=5,47,12,52&sensor_type=SDS011"] = reading =>
            reading is { Country: "DE", Index: >= 3, Longitude: >= 5 and <= 12, Latitude: >= 47 and <= 52, SensorTypeName: "SDS011" },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Get_WithFilters_IsWhatTheReadingsSay(string question)
    {
        var expected = Newest(_host.Store.Readings).Where(Filters[question]).ToList();

        var page = await _host.GetAsync($"/v1/latest?limit=10000&{question}".TrimEnd('&'));

        Assert.Equal(expected.Count, page.GetProperty("meta").GetProperty("found").GetInt32());
        Assert.Equal(
            expected.Select(reading => reading.SensorId),
            page.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("sensorId").GetInt64()));
        if (!question.Contains("measure", StringComparison.Ordinal))
            Assert.Equal(expected.Select(Line), page.GetProperty("results").EnumerateArray().Select(Line));
    }

    [Fact]
    public async Task Get_OfIds_IsThoseSensors()
    {
        var newest = Newest(_host.Store.Readings);
        var (one, other) = (newest[10], newest[^10]);

        var bySensor = await _host.GetAsync($"/v1/latest?sensor_id={one.SensorId}&sensor_id={other.SensorId}");
        var byLocation = await _host.GetAsync($"/v1/latest?location_id={one.LocationId}&location_id={other.LocationId}");

        Assert.Equal([Line(one), Line(other)], bySensor.GetProperty("results").EnumerateArray().Select(Line));
        Assert.Equal(
            newest.Where(reading => reading.LocationId == one.LocationId || reading.LocationId == other.LocationId).Select(Line),
            byLocation.GetProperty("results").EnumerateArray().Select(Line));
    }

    [Fact]
    public async Task Get_OfMeasures_ShowsNoOtherValues()
    {
        var page = await _host.GetAsync("/v1/latest?limit=10000&measure=P1");

        Assert.All(page.GetProperty("results").EnumerateArray(), result =>
            Assert.Equal(["P1"], result.GetProperty("measurements").EnumerateObject().Select(value => value.Name)));
    }

    [Fact]
    public async Task Get_AnIndex_ComesWithItsBandAndAdvice()
    {
        var page = await _host.GetAsync("/v1/latest?sort=-index&limit=1");

        var index = page.GetProperty("results")[0].GetProperty("index");
        Assert.Equal("Very High", index.GetProperty("band").GetString());
        Assert.Equal("#CE30FF", index.GetProperty("colour").GetString());
        Assert.Contains("strenuous", index.GetProperty("advice").GetProperty("atRisk").GetString(), StringComparison.Ordinal);
        Assert.True(index.GetProperty("indicative").GetBoolean());
    }

    [Fact]
    public async Task Get_AfterADayOfSilence_IsEmpty()
    {
        await using var host = await ApiHost.StartAsync();
        await host.SeeAsync(seen => seen is not null);
        host.Store.Time.Advance(TimeSpan.FromHours(26));
        await host.SeeAsync(seen => seen is { Readings.Count: 0 });

        var page = await host.GetAsync("/v1/latest");

        Assert.Equal(0, page.GetProperty("meta").GetProperty("found").GetInt32());
    }

    private static bool Near(Reading reading, double latitude, double longitude, double kilometres) =>
        reading is { Latitude: { } lat, Longitude: { } lon } && KilometresBetween(latitude, longitude, lat, lon) <= kilometres;
}
