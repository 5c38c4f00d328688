using System.Text.Json;
using AirQuality.Api.Store;
using AirQuality.Api.Tests.Hosting;
using AirQuality.Core.Readings;
using Microsoft.Extensions.DependencyInjection;
using static AirQuality.Api.Tests.Latest.LatestOracle;

namespace AirQuality.Api.Tests.Latest;

public sealed class LatestPagingTests(SharedApi api) : IClassFixture<SharedApi>
{
    private readonly ApiHost _host = api.Host;

    [Theory]
    [InlineData("sensor_id", 1_000)]
    [InlineData("-sensor_id", 997)]
    [InlineData("time", 500)]
    [InlineData("-time", 1_234)]
    [InlineData("index", 700)]
    [InlineData("-index", 700)]
    [InlineData("country", 650)]
    [InlineData("-country", 650)]
    [InlineData("P1", 800)]
    [InlineData("-P2", 333)]
    [InlineData("temperature", 10_000)]
    public async Task Get_PageAfterPage_GivesEachSensorOnceInOrder(string sort, int limit)
    {
        var read = await ReadAllAsync($"/v1/latest?sort={sort}&limit={limit}");

        Assert.Equal(Sorted(sort).Select(reading => reading.SensorId), read.Select(result => result.GetProperty("sensorId").GetInt64()));
    }

    [Fact]
    public async Task Get_PageAfterPageByLink_GivesTheSame()
    {
        var read = new List<long>();
        for (var path = "/v1/latest?country=DE&limit=300"; path is not null;)
        {
            using var response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative));
            using var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            read.AddRange(page.RootElement.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("sensorId").GetInt64()));
            path = response.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal(Newest(_host.Store.Readings).Where(reading => reading.Country == "DE").Select(reading => reading.SensorId), read);
    }

    [Fact]
    public async Task Get_WhileReadingsArriveBetweenPages_GivesEveryOtherSensorOnce()
    {
        await using var host = await ApiHost.StartAsync();
        var first = await host.GetAsync("/v1/latest?limit=1000");
        var token = host.Services.GetRequiredService<StoreWatch>().Current!.Token;
        var some = Newest(host.Store.Readings)[500];
        await host.Store.AddAsync(some with { SensorId = 1, TimeMs = host.Store.Readings.Max(reading => reading.TimeMs) + 1_000 });
        await host.SeeAsync(seen => seen!.Token != token);

        var read = first.GetProperty("results").EnumerateArray().Concat(
            await ReadAllAsync(host, $"/v1/latest?limit=1000&cursor={first.GetProperty("meta").GetProperty("next").GetString()}"));

        Assert.Equal(
            Newest(host.Store.Readings).Select(reading => reading.SensorId).Where(id => id != 1),
            read.Select(result => result.GetProperty("sensorId").GetInt64()));
    }

    private IEnumerable<Reading> Sorted(string sort)
    {
        var newest = Newest(_host.Store.Readings);
        var descending = sort.StartsWith('-');
        var name = sort.TrimStart('-');
        if (name == "sensor_id")
            return descending ? newest.Reverse() : newest;
        if (name == "country")
        {
            var named = newest.Where(reading => reading.Country is not null);
            return (descending ? named.OrderByDescending(reading => reading.Country, StringComparer.Ordinal) : named.OrderBy(reading => reading.Country, StringComparer.Ordinal))
                .ThenBy(reading => reading.SensorId).Concat(newest.Where(reading => reading.Country is null));
        }
        Func<Reading, double?> key = name switch
        {
            "time" => reading => reading.TimeMs,
            "index" => reading => reading.Index,
            _ => reading => ValueOf(reading, name),
        };
        var valued = newest.Where(reading => key(reading) is not null);
        return (descending ? valued.OrderByDescending(key) : valued.OrderBy(key)).ThenBy(reading => reading.SensorId).Concat(newest.Where(reading => key(reading) is null));
    }

    private Task<List<JsonElement>> ReadAllAsync(string path) => ReadAllAsync(_host, path);

    private static async Task<List<JsonElement>> ReadAllAsync(ApiHost host, string path)
    {
        var read = new List<JsonElement>();
        for (string? next = null; ;)
        {
            var page = await host.GetAsync(next is null ? path : $"{path.Split("&cursor")[0]}&cursor={next}");
            read.AddRange(page.GetProperty("results").EnumerateArray());
            next = page.GetProperty("meta").GetProperty("next").GetString();
            if (next is null)
                return read;
        }
    }
}
