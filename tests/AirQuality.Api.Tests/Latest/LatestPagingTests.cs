using System.Text.Json;
using AirQuality.Api.Store;
using AirQuality.Api.Tests.Hosting;
using AirQuality.Core.Readings;
using Microsoft.Extensions.DependencyInjection;

namespace AirQuality.Api.Tests.Latest;

public sealed class LatestPagingTests : IAsyncLifetime
{
    private static readonly Dictionary<string, Func<Reading, IComparable?>> Sorts = new()
    {
        ["sensor_id"] = reading => reading.SensorId,
        ["time"] = reading => reading.TimeMs,
        ["index"] = reading => reading.Index,
        ["country"] = reading => reading.Country,
        ["P2"] = reading => Newest.Value(reading, "P2"),
        ["temperature"] = reading => Newest.Value(reading, "temperature"),
    };

    private ApiHost _host = null!;

    public static TheoryData<string, bool> Orders
    {
        get
        {
            var orders = new TheoryData<string, bool>();
            foreach (var name in Sorts.Keys)
            {
                orders.Add(name, false);
                orders.Add(name, true);
            }
            return orders;
        }
    }

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Get_Sorted_GivesEverySensorInOrderWhateverThePage(string name, bool descending)
    {
        var all = Newest.BySensor(_host.Store);
        var key = Sorts[name];
        var valued = all.Where(reading => key(reading) is not null);
        var comparer = Comparer<IComparable?>.Create((one, other) => one is string text ? string.CompareOrdinal(text, (string?)other) : one!.CompareTo(other));
        var sorted = (descending ? valued.OrderByDescending(key, comparer) : valued.OrderBy(key, comparer)).ThenBy(reading => reading.SensorId);
        var wanted = sorted.Concat(all.Where(reading => key(reading) is null)).Select(reading => reading.SensorId).ToList();

        foreach (var size in (int[])[557, 1_999, 10_000])
            Assert.Equal(wanted, await PagesAsync($"/v1/latest?sort={(descending ? "-" : "")}{name}&limit={size}", pages => Assert.Equal((wanted.Count + size - 1) / size, pages)));
    }

    [Theory]
    [InlineData("sort=-sensor_id&country=CH", 1)]
    [InlineData("sort=-index&country=CH", 2)]
    [InlineData("country=CH", 3)]
    [InlineData("sort=P1&country=CH", 5)]
    public async Task Get_InTinyPages_GivesTheSameAsInOne(string query, int size)
    {
        var whole = await PagesAsync($"/v1/latest?{query}&limit=10000", pages => Assert.Equal(1, pages));
        Assert.NotEmpty(whole);
        Assert.Equal(whole, await PagesAsync($"/v1/latest?{query}&limit={size}", _ => { }));
    }

    [Fact]
    public async Task Get_WhileAReadingArrivesBetweenPages_NeitherSkipsNorRepeatsTheOthers()
    {
        var before = Newest.BySensor(_host.Store);
        var first = await _host.GetAsync("/v1/latest?limit=1000");
        var token = _host.Services.GetRequiredService<StoreWatch>().Current!.Token;

        // A sensor that nobody knew, within the page that was read already.
        var free = Enumerable.Range((int)before[0].SensorId, 1_000).First(id => before.All(reading => reading.SensorId != id));
        var arrival = _host.Store.Readings.MaxBy(reading => reading.TimeMs)! with { SensorId = free };
        Assert.True(free < before[999].SensorId);
        await _host.Store.AddAsync(arrival);
        await _host.SeeAsync(seen => seen!.Token != token);

        var ids = Ids(first).ToList();
        var next = first.GetProperty("meta").GetProperty("next").GetString();
        ids.AddRange(await PagesAsync($"/v1/latest?limit=1000&cursor={next}", _ => { }));
        Assert.Equal(before.Select(reading => reading.SensorId), ids);
    }

    [Fact]
    public async Task Get_WithTheCursorOfAnotherQuestion_IsRefused()
    {
        var next = (await _host.GetAsync("/v1/latest?country=DE&limit=3")).GetProperty("meta").GetProperty("next").GetString();
        var problem = await _host.GetProblemAsync($"/v1/latest?country=BG&limit=3&cursor={next}", System.Net.HttpStatusCode.BadRequest);
        Assert.Equal("cursor", problem.GetProperty("errors")[0].GetProperty("parameter").GetString());
    }

    // Follows the Link header, which must lead where meta.next does.
    private async Task<List<long>> PagesAsync(string path, Action<int> checkCount)
    {
        var (ids, pages) = (new List<long>(), 0);
        for (var next = path; next is not null; pages++)
        {
            using var response = await _host.Client.GetAsync(new Uri(next, UriKind.Relative));
            var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            ids.AddRange(Ids(page));
            next = response.Headers.TryGetValues("Link", out var links) ? links.Single()[1..].Split('>')[0] : null;
            Assert.Equal(page.GetProperty("meta").GetProperty("next").ValueKind == JsonValueKind.Null, next is null);
        }
        checkCount(pages);
        return ids;
    }

    private static IEnumerable<long> Ids(JsonElement page) => page.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("sensorId").GetInt64());
}
