using System.Net;
using AirQuality.Api.Parameters;
using AirQuality.Api.Store;
using AirQuality.Api.Tests.Hosting;
using AirQuality.Core.Readings;
using Microsoft.Extensions.DependencyInjection;

namespace AirQuality.Api.Tests.Readings;

/// <summary>Pages while the table grows, and cursors that nobody gave out.</summary>
public sealed class ReadingsPagingTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        await _host.SeeAsync(seen => seen is not null);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Get_WhileReadingsArrive_GivesWhatThereWasOnceAndNothingNew()
    {
        var before = _host.Store.Readings.Where(reading => reading.Country == "DE").OrderByDescending(reading => reading.TimeMs).ThenBy(reading => reading.SensorId)
            .Select(reading => (reading.SensorId, reading.TimeMs)).ToList();
        var sample = _host.Store.Readings.First(reading => reading.Country == "DE");
        var read = new List<(long, long)>();
        var cursor = "";
        var found = new HashSet<long>();
        do
        {
            var page = await _host.GetAsync($"/v1/readings?country=DE&limit=500{cursor}");
            read.AddRange(page.GetProperty("results").EnumerateArray().Select(result => (result.GetProperty("sensorId").GetInt64(), result.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds())));
            found.Add(page.GetProperty("meta").GetProperty("found").GetInt64());
            cursor = page.GetProperty("meta").GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
            await AddAsync(sample with { SensorId = 900_000 + read.Count, TimeMs = _host.Store.Time.GetUtcNow().ToUnixTimeMilliseconds() });
        }
        while (cursor.Length > 0);

        Assert.Equal(before, read);
        Assert.Equal([before.Count], found);
    }

    [Fact]
    public async Task Get_OfOneSensorAndInstantTwice_GivesBothWhateverThePage()
    {
        // As where the archive's row lacks a dimension that the feed's has.
        var newest = _host.Store.Readings.MaxBy(reading => reading.TimeMs)! with { TimeMs = _host.Store.Time.GetUtcNow().ToUnixTimeMilliseconds() };
        foreach (var pin in new[] { "1", "2", "3" })
            await AddAsync(newest with { SensorPin = pin });

        var pins = new List<string?>();
        var cursor = "";
        for (var page = 0; page < 3; page++)
        {
            var answer = await _host.GetAsync($"/v1/readings?sensor_id={newest.SensorId}&limit=1{cursor}");
            pins.Add(answer.GetProperty("results")[0].GetProperty("pin").GetString());
            cursor = $"&cursor={answer.GetProperty("meta").GetProperty("next").GetString()}";
        }
        Assert.Equal(["1", "2", "3"], pins.Order());
    }

    [Theory]
    [InlineData("0", "99999999999999", "5", "1", "1", "1")]
    [InlineData("5", "4", "5", "1", "1", "1")]
    [InlineData("1", "9", "10", "1", "1", "1")]
    [InlineData("1", "9", "5", "1", "0", "1")]
    [InlineData("1", "9", "5", "1", "2147483648", "1")]
    [InlineData("1", "9", "5", "-1", "1", "1")]
    [InlineData("1", "9", "5", "1' OR 1=1", "1", "1")]
    [InlineData("1", "99999999999999999999", "5", "1", "1", "1")]
    [InlineData("1", "9", "5", "1", "1")]
    public async Task Get_WithAForgedCursor_IsRefused(params string[] keys)
    {
        var cursor = PageCursor.Write("/v1/readings?", keys);
        var problem = await _host.GetProblemAsync($"/v1/readings?cursor={cursor}", HttpStatusCode.BadRequest);
        Assert.Equal("cursor", Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Get_WithTheCursorOfAnotherQuestion_IsRefused()
    {
        var page = await _host.GetAsync("/v1/readings?country=DE&limit=5");
        var next = page.GetProperty("meta").GetProperty("next").GetString();

        await _host.GetProblemAsync($"/v1/readings?country=AT&limit=5&cursor={next}", HttpStatusCode.BadRequest);
        await _host.GetAsync($"/v1/readings?country=DE&limit=7&cursor={next}");
    }

    private async Task AddAsync(Reading reading)
    {
        var token = _host.Services.GetRequiredService<StoreWatch>().Current!.Token;
        await _host.Store.AddAsync(reading);
        await _host.SeeAsync(seen => seen!.Token != token);
    }
}
