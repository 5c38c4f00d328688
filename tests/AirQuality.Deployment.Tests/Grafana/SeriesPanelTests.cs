using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>The course of the chosen measure.</summary>
[Collection(OnFilledTable.Name)]
public sealed class SeriesPanelTests(FilledTable table)
{
    private const string Title = "$measure over time";

    [Theory]
    [InlineData("aqi", 5)]
    [InlineData("aqi_pm25", 60)]
    [InlineData("P1", 5)]
    [InlineData("temperature", 60)]
    [InlineData("pressure", 5)]
    public async Task Series_OfAll_IsTheMeanOfEachInterval(string measure, int minutes)
    {
        var view = new DashboardView(table) { Interval = TimeSpan.FromMinutes(minutes) }.Of(measure);

        var frame = await view.ShowAsync(Title);

        Assert.Equal([FrameType.Time, FrameType.Float64], frame.Fields.Select(field => field.Type));
        Assert.Equal(["time", measure], frame.Fields.Select(field => field.Name));
        Assert.Equal("all locations", frame.Fields[1].Labels["place"]);
        AssertSeries(Expected(view, measure, _ => true), frame, frame.Fields[1]);
    }

    [Theory]
    [InlineData("aqi")]
    [InlineData("P2")]
    [InlineData("humidity")]
    public async Task Series_OfTwoLocations_IsALineEach(string measure)
    {
        long[] places = [.. new DashboardView(table).Busiest(measure).Take(2)];
        var view = new DashboardView(table).At(places).Of(measure);

        var frame = await view.ShowAsync(Title);

        Assert.Equal(places.Select(id => $"location {id}").Order(), frame.Fields.Skip(1).Select(field => field.Labels["place"]).Order());
        foreach (var place in places)
            AssertSeries(Expected(view, measure, id => id == place), frame, frame.Fields.Skip(1).Single(field => field.Labels["place"] == $"location {place}"));
    }

    [Fact]
    public async Task Series_OfOneLocation_IsItsOwn()
    {
        var all = new DashboardView(table) { Interval = TimeSpan.FromHours(1) };
        var view = all.At(all.Busiest("P1").First()).Of("P1");

        var frame = await view.ShowAsync(Title);

        AssertSeries(Expected(view, "P1", _ => true), frame, Assert.Single(frame.Fields.Skip(1)));
        Assert.True(frame.Length > 2);
    }

    [Fact]
    public async Task Series_OfALocationWithoutReadings_HasNoRows()
    {
        var frame = await new DashboardView(table).At(999_999_999).Of("P1").ShowAsync(Title);

        Assert.Equal(0, frame.Length);
        Assert.Equal(["time", "place", "P1"], frame.Fields.Select(field => field.Name));
    }

    private static Dictionary<DateTimeOffset, double> Expected(DashboardView view, string measure, Func<long, bool> isWanted) => view.Chosen
        .Where(reading => isWanted(reading.LocationId!.Value) && DashboardView.Value(reading, measure) is not null)
        .GroupBy(reading => reading.TimeMs / (long)view.Interval.TotalMilliseconds)
        .ToDictionary(bin => DateTimeOffset.UnixEpoch + (bin.Key * view.Interval), bin => bin.Average(reading => DashboardView.Value(reading, measure)!.Value));

    private static void AssertSeries(Dictionary<DateTimeOffset, double> expected, Frame frame, FrameField series)
    {
        var actual = frame["time"].Values.Zip(series.Values).Where(point => point.Second is not null).ToList();
        Assert.NotEmpty(actual);
        Assert.Equal(expected.Keys.Order(), actual.Select(point => (DateTimeOffset)point.First!));
        foreach (var (time, value) in actual)
            Assert.Equal(expected[(DateTimeOffset)time!], (double)value!, 9);
    }
}
