using AirQuality.Core.Readings;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>Freshness and cycle health.</summary>
[Collection(OnFilledTable.Name)]
public sealed class HealthPanelTests(FilledTable table)
{
    private DashboardView All => new(table);

    private DashboardView One => All.At(All.Busiest("aqi").First());

    private DashboardView None => All.At(999_999_999);

    [Fact]
    public async Task Age_OfAllAndOfOne_IsThatOfTheNewestReading()
    {
        foreach (var view in (DashboardView[])[All, One, One with { Span = TimeSpan.FromMinutes(1) }])
        {
            var frame = await view.ShowAsync("Age of the newest reading");

            Assert.Equal(FrameType.Int64, Assert.Single(frame.Fields).Type);
            var newest = view.Within(view.To.AddDays(-1)).Max(DashboardView.Time);
            Assert.Equal((long)(table.Now - newest).TotalSeconds, frame.Value<long>("age", 0));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    public async Task Rate_OfAll_IsTheReadingsPer5Minutes(int minutes)
    {
        var view = All with { Interval = TimeSpan.FromMinutes(minutes) };

        var frame = await view.ShowAsync("Readings per 5 minutes");

        Assert.Equal([("time", FrameType.Time), ("readings", FrameType.Float64)], frame.Fields.Select(field => (field.Name, field.Type)));
        var expected = view.Chosen.GroupBy(reading => reading.TimeMs / (minutes * 60_000L)).OrderBy(bin => bin.Key)
            .Select(bin => (DateTimeOffset.FromUnixTimeMilliseconds(bin.Key * minutes * 60_000), bin.Count() * 5.0 / minutes));
        Assert.Equal(expected, frame["time"].Values.Zip(frame["readings"].Values, (time, count) => ((DateTimeOffset)time!, Math.Round((double)count!, 9)))
            .Select(point => (point.Item1, point.Item2)), (a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 1e-8);
    }

    [Fact]
    public async Task LastHour_OfAllAndOfOne_CountsWhatReported()
    {
        foreach (var view in (DashboardView[])[All, One])
        {
            var frame = await view.ShowAsync("The last hour");

            Reading[] hour = [.. view.Within(view.To.AddHours(-1))];
            Assert.Equal([FrameType.Int64, FrameType.Int64, FrameType.Float64, FrameType.Float64], frame.Fields.Select(field => field.Type));
            Assert.Equal(hour.Select(reading => reading.SensorId).Distinct().Count(), frame.Value<long>("sensors", 0));
            Assert.Equal(hour.Select(reading => reading.LocationId).Distinct().Count(), frame.Value<long>("locations", 0));
            Assert.Equal(100.0 * hour.Count(reading => reading.Index is not null) / hour.Length, frame.Value<double>("indexed", 0), 9);
            Assert.Equal(0.0, frame.Value<double>("daily_means", 0));
        }
    }

    [Fact]
    public async Task Countries_OfAll_AreThoseOfTheLastHour()
    {
        var frame = await All.ShowAsync("Countries in the last hour");

        var expected = All.Within(All.To.AddHours(-1)).GroupBy(reading => reading.Country ?? "unknown").ToDictionary(country => country.Key);
        Assert.True(expected.Count > 40);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), frame["country"].Values.Cast<string>().Order(StringComparer.Ordinal));
        for (var row = 0; row < frame.Length; row++)
        {
            var country = expected[frame.Value<string>("country", row)];
            Assert.Equal(country.Select(reading => reading.SensorId).Distinct().Count(), frame.Value<long>("sensors", row));
            Assert.Equal(country.Count(), frame.Value<long>("readings", row));
            Assert.Equal(country.Max(DashboardView.Time), frame.Value<DateTimeOffset>("newest", row));
            Assert.Equal(country.Average(reading => reading.Index) ?? double.NaN, frame.Value<double?>("mean_index", row) ?? double.NaN, 9);
        }
    }

    [Theory]
    [InlineData("Age of the newest reading")]
    [InlineData("Readings per 5 minutes")]
    [InlineData("The last hour")]
    [InlineData("Countries in the last hour")]
    public async Task Health_OfALocationWithoutReadings_HasNoRows(string title)
    {
        var frame = await None.ShowAsync(title);

        Assert.Equal(0, frame.Length);
        Assert.NotEmpty(frame.Fields);
    }
}
