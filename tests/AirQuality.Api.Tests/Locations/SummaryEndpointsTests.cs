using System.Text.Json;
using AirQuality.Api.Tests.Hosting;
using AirQuality.Core.Index;

namespace AirQuality.Api.Tests.Locations;

public sealed class SummaryEndpointsTests(SharedApi api) : IClassFixture<SharedApi>
{
    private readonly ApiHost _host = api.Host;

    [Theory]
    [InlineData("24h", 24)]
    [InlineData("7h", 7)]
    [InlineData("90m", 2)]
    public async Task Get_OfASpan_IsWhatTheReadingsSay(string last, int hours)
    {
        var to = _host.Store.SpanEnd;
        var from = to - (last == "90m" ? TimeSpan.FromMinutes(90) : TimeSpan.FromHours(hours));
        foreach (var location in _host.Store.Readings.Busiest(15).Concat(_host.Store.Readings.Where(reading => reading.Index > 3).Busiest(15)))
        {
            var readings = _host.Store.Readings
                .Where(reading => reading.LocationId == location && reading.TimeMs >= from.ToUnixTimeMilliseconds() && reading.TimeMs <= to.ToUnixTimeMilliseconds()).ToList();
            var indexed = readings.Where(reading => reading.Index is not null).ToList();

            var summary = await _host.GetAsync($"/v1/locations/{location}/summary?last={last}");

            Assert.Equal((location, readings.Count, indexed.Count), (summary.GetProperty("locationId").GetInt64(), summary.GetProperty("readings").GetInt32(), summary.GetProperty("readingsWithIndex").GetInt32()));
            Assert.Equal((from, to), (summary.GetProperty("from").GetDateTimeOffset(), summary.GetProperty("to").GetDateTimeOffset()));
            Assert.Equal(indexed.Max(reading => reading.Index), Int(summary.GetProperty("maxIndex"), "value"));
            Assert.Equal(indexed.Where(reading => reading.Index == indexed.Max(other => other.Index)).Min(reading => (long?)reading.TimeMs), TimeOf(summary.GetProperty("maxIndexTime")));
            Assert.Equal(indexed.Average(reading => reading.Index) ?? -1, summary.GetProperty("meanIndex") is { ValueKind: JsonValueKind.Number } mean ? mean.GetDouble() : -1, 0.005);
            var capture = summary.GetProperty("dataCapture");
            var covered = indexed.Select(reading => Math.Min(hours - 1, (reading.TimeMs - from.ToUnixTimeMilliseconds()) / 3_600_000)).Distinct().Count();
            Assert.Equal((hours, covered), (capture.GetProperty("hours").GetInt32(), capture.GetProperty("hoursWithIndex").GetInt32()));
            Assert.Equal(100.0 * covered / hours, capture.GetProperty("percent").GetDouble(), 0.05 + 1e-9);
            Assert.Equal(covered / (double)hours >= 0.75, capture.GetProperty("sufficient").GetBoolean());
        }
    }

    [Fact]
    public async Task Get_WithAnIndex_SaysWhatItMeans()
    {
        var worst = _host.Store.Readings.Where(reading => reading.LocationId is not null).OrderByDescending(reading => reading.Index).First();
        var index = (await _host.GetAsync($"/v1/locations/{worst.LocationId}/summary")).GetProperty("maxIndex");

        var band = IndexStandard.UkDaqi.Bands.Single(step => step.Number == worst.Index);
        Assert.Equal((band.Name, band.Colour, "uk-daqi", true), (index.GetProperty("band").GetString(), index.GetProperty("colour").GetString(), index.GetProperty("standard").GetString(), index.GetProperty("indicative").GetBoolean()));
        Assert.Equal(band.AdviceAtRisk, index.GetProperty("advice").GetProperty("atRisk").GetString());
    }

    [Fact]
    public async Task Get_OfAnUnknownLocation_HasNothing()
    {
        var summary = await _host.GetAsync("/v1/locations/999999999/summary");

        Assert.Equal(0, summary.GetProperty("readings").GetInt32());
        foreach (var member in new[] { "maxIndex", "maxIndexTime", "meanIndex" })
            Assert.Equal(JsonValueKind.Null, summary.GetProperty(member).ValueKind);
        Assert.False(summary.GetProperty("dataCapture").GetProperty("sufficient").GetBoolean());
    }

    private static int? Int(JsonElement element, string member) => element.ValueKind == JsonValueKind.Null ? null : element.GetProperty(member).GetInt32();

    private static long? TimeOf(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : element.GetDateTimeOffset().ToUnixTimeMilliseconds();
}
