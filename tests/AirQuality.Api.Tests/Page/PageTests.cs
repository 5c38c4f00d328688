using System.Globalization;
using System.Text.RegularExpressions;
using AirQuality.Api.Tests.Latest;
using AirQuality.Api.Tests.Locations;
using AirQuality.Core.Readings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AirQuality.Api.Tests.Page;

/// <summary>What a visitor sees, compared with what was written to the table.</summary>
[Collection(PageTestGroup.Name)]
public sealed class PageTests(PageFixture site)
{
    private long Location => site.Store.Readings.Where(reading => reading.Index > 3 && reading.LocationId is not null).Busiest(1)[0];

    private IReadOnlyList<Reading> Here => [.. site.Store.Readings.Where(reading => reading.LocationId == Location)];

    [BrowserFact]
    public async Task Gauges_OfALocation_ShowItsHighestAndMeanIndex()
    {
        var page = await site.OpenAsync($"?location={Location}");
        var indices = Here.Select(reading => reading.Index).OfType<int>().ToList();

        var max = page.GetByTestId("panel-max").GetByTestId("value");
        var mean = page.GetByTestId("panel-mean").GetByTestId("value");
        await Expect(max).ToHaveTextAsync(indices.Max().ToString(CultureInfo.InvariantCulture));
        await Expect(mean).ToHaveTextAsync(Math.Round(indices.Average(), 2, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture));
        await Expect(page.GetByTestId("panel-max").GetByTestId("band")).ToHaveTextAsync(Newest.Band(indices.Max()));
    }

    [BrowserFact]
    public async Task Chart_OfALocation_HoldsEveryValue()
    {
        var page = await site.OpenAsync($"?location={Location}&measure=P1");
        var values = Here.Where(reading => Newest.Value(reading, "P1") is not null).GroupBy(reading => reading.TimeMs / 300_000)
            .Select(bin => bin.Average(reading => Newest.Value(reading, "P1")!.Value)).ToList();

        await Expect(page.Locator("#series-title")).ToContainTextAsync("PM10");
        await Expect(page.GetByTestId("series-chart")).ToHaveAttributeAsync("aria-label", new Regex($"highest {Regex.Escape(Rounded(values.Max()))}\\b"));
        await page.GetByTestId("series-values").Locator("summary").ClickAsync();
        var shown = await page.GetByTestId("series-values").Locator("tbody tr td:nth-child(2)").AllInnerTextsAsync();
        Assert.Equal(values.Select(Rounded).Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [BrowserFact]
    public async Task Map_OfAllLocations_CountsThemByColourAndTellsTheirValues()
    {
        var page = await site.OpenAsync($"?location={Location}");
        var places = Newest.BySensor(site.Store).Where(reading => reading is { LocationId: not null, Latitude: not null, Longitude: not null })
            .GroupBy(reading => reading.LocationId).Select(place => place.Max(reading => reading.Index)).ToList();

        var words = await page.GetByTestId("map").GetAttributeAsync("aria-label") ?? "";
        Assert.Contains($"at {Grouped(places.Count)} locations: {Grouped(places.Count(index => index < 4))} below index 4", words, StringComparison.Ordinal);
        Assert.Contains($"{Grouped(places.Count(index => index is >= 4 and < 7))} from 4 to 6", words, StringComparison.Ordinal);
        Assert.Contains($"{Grouped(places.Count(index => index >= 7))} from 7", words, StringComparison.Ordinal);

        var worst = page.GetByTestId("map-worst").Locator("button").First;
        await worst.FocusAsync();
        await Expect(page.Locator(".leaflet-tooltip")).ToContainTextAsync("index 10 Very High, indicative");
        var chosen = await worst.GetAttributeAsync("data-location");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex($"location={chosen}\\b"));
        await Expect(page.Locator("#series-title")).ToContainTextAsync($"location {chosen}");
    }

    [BrowserFact]
    public async Task Table_Filtered_CountsAndDownloadsTheSameRows()
    {
        var page = await site.OpenAsync($"?location={Location}");
        var wanted = Newest.BySensor(site.Store).Where(reading => reading is { Country: "DE", Index: >= 4 }).ToList();

        await Expect(page.GetByTestId("table-count")).ToHaveTextAsync($"{Grouped(Newest.BySensor(site.Store).Count)} sensors");
        await page.GetByTestId("filter-country").FillAsync("DE");
        await page.GetByTestId("filter-aqi").FillAsync(">= 4");
        await Expect(page.GetByTestId("table-count")).ToHaveTextAsync($"{Grouped(wanted.Count)} of {Grouped(Newest.BySensor(site.Store).Count)} sensors");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("table-csv").ClickAsync());
        var lines = (await File.ReadAllTextAsync(await download.PathAsync())).TrimEnd().Split("\r\n");
        var sensor = Array.IndexOf(lines[0].Split(','), "sensor_id");
        Assert.Equal(wanted.Select(reading => reading.SensorId).Order(), lines[1..].Select(line => long.Parse(line.Split(',')[sensor], CultureInfo.InvariantCulture)).Order());
    }

    [BrowserFact]
    public async Task Selection_IsInTheAddressAndComesBack()
    {
        var page = await site.OpenAsync($"?location={Location}");
        await page.Locator("#measure").SelectOptionAsync("P2");
        await Expect(page).ToHaveURLAsync(new Regex("measure=P2"));
        await Expect(page.Locator("#series-title")).ToContainTextAsync("PM2.5");
        await page.Locator("label", new() { Has = page.GetByTestId("range-7d") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("last=7d"));

        await page.GoBackAsync();
        await Expect(page).Not.ToHaveURLAsync(new Regex("last=7d"));
        await page.GoBackAsync();
        await Expect(page.Locator("#series-title")).ToContainTextAsync("Index");
    }

    [BrowserFact]
    public async Task Page_AsItIs_IsPicturedLightDarkAndOnAPhoneWithoutAnErrorAndAScrollbar()
    {
        Directory.CreateDirectory(PageFixture.Artifacts);
        foreach (var (name, width, colours) in new[] { ("light", 1280, ColorScheme.Light), ("dark", 1280, ColorScheme.Dark), ("phone", 360, ColorScheme.Light) })
        {
            var page = await site.OpenAsync($"?location={Location}&measure=P1", width, colours);
            var errors = new List<string>();
            page.Console += (_, message) =>
            {
                if (message.Type == "error")
                    errors.Add(message.Text);
            };
            await page.ReloadAsync();
            await Expect(page.GetByTestId("panel-table")).ToHaveAttributeAsync("data-state", "ready");
            await Expect(page.GetByTestId("panel-map")).ToHaveAttributeAsync("data-state", "ready");
            await page.ScreenshotAsync(new() { Path = Path.Combine(PageFixture.Artifacts, $"page-{name}.png"), FullPage = true });

            Assert.Empty(errors);
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    private static string Rounded(double value) => (Math.Floor((value * 100) + 0.5) / 100).ToString(CultureInfo.InvariantCulture);

    private static string Grouped(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
