using System.Text.Json;
using AirQuality.Api.Tests.Hosting;
using AirQuality.Core.Readings;

namespace AirQuality.Api.Tests.Latest;

public sealed class LatestFilterTests(SharedApi api) : IClassFixture<SharedApi>
{
    private const double EarthRadiusKm = 6371.0088;

    private static readonly Dictionary<string, Func<Reading, bool>> Filters = new()
    {
        ["country=DE"] = reading => reading.Country == "DE",
        ["country=AT&country=CH"] = reading => reading.Country is "AT" or "CH",
        ["sensor_type=sds011"] = reading => reading.SensorTypeName == "SDS011",
        ["sensor_type=PMS3003&sensor_type=DHT22"] = reading => reading.SensorTypeName is "PMS3003" or "DHT22",
        ["index_min=4"] = reading => reading.Index >= 4,
        ["index_max=2"] = reading => reading.Index <= 2,
        ["index_min=2&index_max=3"] = reading => reading.Index is 2 or 3,
        ["measure=temperature"] = reading => Newest.Value(reading, "temperature") is not null,
        ["measure=humidity&measure=P2"] = reading => Newest.Value(reading, "humidity") is not null || Newest.Value(reading, "P2") is not null,
        ["bbox=8,48,10,50"] = reading => reading is { Longitude: >= 8 and <= 10, Latitude: >= 48 and <= 50 },
        ["bbox=100,-60,-60,60"] = reading => reading is { Longitude: >= 100 or <= -60, Latitude: >= -60 and <= 60 },
        ["lat=48.78&lon=9.18&radius_km=30"] = reading => DistanceKm(48.78, 9.18, reading) <= 30,
        ["lat=-10&lon=179&radius_km=9000"] = reading => DistanceKm(-10, 179, reading) <= 9_000,
        ["country=DE&index_min=3&bbox=5,47,15,55&sensor_type=SDS011"] = reading =>
            reading is { Country: "DE", Index: >= 3, SensorTypeName: "SDS011", Longitude: >= 5 and <= 15, Latitude: >= 47 and <= 55 },
    };

    public static TheoryData<string> Queries => [.. Filters.Keys];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Get_Filtered_IsWhatWasWrittenAndFits(string query)
    {
        var all = Newest.BySensor(api.Host.Store);
        var wanted = all.Where(Filters[query]).Select(reading => reading.SensorId).ToList();
        Assert.InRange(wanted.Count, 1, all.Count - 1);

        var page = await api.Host.GetAsync($"/v1/latest?limit=10000&{query}");
        Assert.Equal(wanted, Ids(page));
        Assert.Equal(wanted.Count, page.GetProperty("meta").GetProperty("found").GetInt32());
    }

    [Fact]
    public async Task Get_OfLocationsAndSensors_IsThose()
    {
        var all = Newest.BySensor(api.Host.Store);
        var places = all.Select(reading => reading.LocationId!.Value).Distinct().Where(id => id % 7 == 0).Take(20).ToList();
        var byPlace = await api.Host.GetAsync($"/v1/latest?limit=10000&{string.Join('&', places.Select(id => $"location_id={id}"))}");
        Assert.Equal(all.Where(reading => places.Contains(reading.LocationId!.Value)).Select(reading => reading.SensorId), Ids(byPlace));

        var sensors = all.Where((_, i) => i % 100 == 0).Select(reading => reading.SensorId).ToList();
        var bySensor = await api.Host.GetAsync($"/v1/latest?limit=10000&{string.Join('&', sensors.Select(id => $"sensor_id={id}"))}");
        Assert.Equal(sensors, Ids(bySensor));
    }

    [Fact]
    public async Task Get_WithMeasures_ShowsNoOthers()
    {
        var page = await api.Host.GetAsync("/v1/latest?limit=10000&measure=P2&measure=humidity");
        var names = page.GetProperty("results").EnumerateArray()
            .SelectMany(result => result.GetProperty("measurements").EnumerateObject()).Select(measurement => measurement.Name).ToHashSet();
        Assert.Equal(["P2", "humidity"], names.OrderBy(name => name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_ByLocation_TakesTheSensorsTogether()
    {
        var wanted = Newest.BySensor(api.Host.Store).Where(reading => reading.LocationId is not null)
            .GroupBy(reading => reading.LocationId!.Value).OrderBy(place => place.Key).ToList();
        var results = (await api.Host.GetAsync("/v1/latest?by=location&limit=10000")).GetProperty("results").EnumerateArray().ToList();

        Assert.Equal(wanted.Select(place => place.Key), results.Select(result => result.GetProperty("locationId").GetInt64()));
        Assert.Contains(wanted, place => place.Count() > 1);
        foreach (var (place, result) in wanted.Zip(results))
        {
            Assert.Equal(place.Select(reading => reading.SensorId), result.GetProperty("sensors").EnumerateArray().Select(sensor => sensor.GetProperty("sensorId").GetInt64()));
            Assert.Equal(place.Max(reading => reading.TimeMs), result.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds());
            var index = result.GetProperty("index");
            Assert.Equal(place.Max(reading => reading.Index), index.ValueKind == JsonValueKind.Null ? null : index.GetProperty("value").GetInt32());
            foreach (var measurement in result.GetProperty("measurements").EnumerateObject())
            {
                var holders = place.Where(reading => Newest.Value(reading, measurement.Name) is not null).ToList();
                var newest = holders.Max(reading => reading.TimeMs);
                Assert.Contains(
                    measurement.Value.GetDouble(),
                    holders.Where(reading => reading.TimeMs == newest).Select(reading => Newest.Value(reading, measurement.Name)!.Value));
            }
        }
    }

    private static IEnumerable<long> Ids(JsonElement page) => page.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("sensorId").GetInt64());

    // The spherical law of cosines: another formula than the product's.
    private static double DistanceKm(double latitude, double longitude, Reading reading)
    {
        if (reading is not { Latitude: { } otherLatitude, Longitude: { } otherLongitude })
            return double.NaN;
        var (here, there) = (latitude * Math.PI / 180, otherLatitude * Math.PI / 180);
        var cosine = (Math.Sin(here) * Math.Sin(there)) + (Math.Cos(here) * Math.Cos(there) * Math.Cos((otherLongitude - longitude) * Math.PI / 180));
        return EarthRadiusKm * Math.Acos(Math.Clamp(cosine, -1, 1));
    }
}
