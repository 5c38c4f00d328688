using AirQuality.Core.Readings;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>The newest index of each location.</summary>
[Collection(OnFilledTable.Name)]
public sealed class MapPanelTests(FilledTable table)
{
    private const string Title = "Newest index by location";

    [Theory]
    [InlineData("aqi", 24)]
    [InlineData("P2", 24)]
    [InlineData("temperature", 48)]
    public async Task Map_OfAll_HasTheNewestOfEachLocationWithAnIndex(string measure, int hours)
    {
        var view = (new DashboardView(table) with { Span = TimeSpan.FromHours(hours) }).Of(measure);

        var frame = await view.ShowAsync(Title);

        AssertShape(frame, measure);
        var expected = Expected(view, measure);
        Assert.True(expected.Count > 2_000);
        Assert.Equal(expected.Count, frame.Length);
        for (var row = 0; row < frame.Length; row++)
            AssertRow(expected[frame.Value<string>("location", row)], frame, row, measure);
        Assert.Equal(frame["index"].Values.Order(), frame["index"].Values); // the worst are drawn last, on top
    }

    [Fact]
    public async Task Map_OfOneLocation_HasIt()
    {
        var place = new DashboardView(table).Busiest("aqi").First();
        var view = new DashboardView(table).At(place).Of("humidity");

        var frame = await view.ShowAsync(Title);

        Assert.Equal(1, frame.Length);
        AssertRow(Assert.Single(Expected(view, "humidity")).Value, frame, 0, "humidity");
    }

    [Fact]
    public async Task Map_OfALocationWithoutReadings_HasNoRows()
    {
        var frame = await new DashboardView(table).At(999_999_999).ShowAsync(Title);

        Assert.Equal(0, frame.Length);
        AssertShape(frame, "aqi");
    }

    private static void AssertShape(Frame frame, string measure)
    {
        Assert.Equal(["location", "country", "latitude", "longitude", "index", measure, "time"], frame.Fields.Select(field => field.Name));
        Assert.Equal(
            [FrameType.String, FrameType.String, FrameType.Float64, FrameType.Float64, FrameType.Int64, FrameType.Float64, FrameType.Time],
            frame.Fields.Select(field => field.Type));
    }

    private static void AssertRow(Place expected, Frame frame, int row, string measure)
    {
        Assert.Equal(expected.Index, frame.Value<long>("index", row));
        Assert.Equal(expected.Country, frame.Value<string?>("country", row));
        Assert.Equal(expected.Time, frame.Value<DateTimeOffset>("time", row));
        Assert.Contains((frame.Value<double>("latitude", row), frame.Value<double>("longitude", row)), expected.Positions);
        Assert.Equal(expected.Value ?? double.NaN, frame.Value<double?>(measure, row) ?? double.NaN, 9);
    }

    private sealed record Place(long Index, string? Country, DateTimeOffset Time, double? Value, IReadOnlyList<(double, double)> Positions);

    private static Dictionary<string, Place> Expected(DashboardView view, string measure)
    {
        var places = new Dictionary<string, Place>();
        foreach (var place in view.Within(new[] { view.From, view.To.AddDays(-1).AddMilliseconds(1) }.Max()).GroupBy(reading => reading.LocationId!.Value))
        {
            Reading[] newest = [.. place.GroupBy(reading => reading.SensorId).Select(sensor => sensor.MaxBy(reading => reading.TimeMs)!)];
            if (newest.Max(reading => reading.Index) is { } index && newest.MaxBy(reading => reading.TimeMs)!.Latitude is not null)
                places[$"{place.Key}"] = new(
                    index, newest.Max(reading => reading.Country), newest.Max(DashboardView.Time), newest.Average(reading => DashboardView.Value(reading, measure)),
                    [.. newest.Select(reading => (reading.Latitude ?? double.NaN, reading.Longitude ?? double.NaN))]);
        }
        return places;
    }
}
