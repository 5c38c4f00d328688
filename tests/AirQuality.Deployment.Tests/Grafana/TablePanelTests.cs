using System.Text.Json.Nodes;
using AirQuality.Core.Readings;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>The readings themselves.</summary>
[Collection(OnFilledTable.Name)]
public sealed class TablePanelTests(FilledTable table)
{
    private const string Title = "Readings";

    private static readonly JsonNode _organize = Dashboard.Panel(Title)["transformations"]![0]!["options"]!;

    [Fact]
    public async Task Table_OfOneLocation_HasEachOfItsReadings()
    {
        var place = new DashboardView(table).Busiest("aqi").First();
        var view = new DashboardView(table).At(place);

        var frame = Organized(await view.ShowAsync(Title));

        Reading[] expected = [.. view.Chosen];
        Assert.Equal(expected.Length, frame.Length);
        Assert.Equal(expected.Select(reading => reading.TimeMs).OrderDescending(), frame["Time"].Values.Select(time => ((DateTimeOffset)time!).ToUnixTimeMilliseconds()));
        for (var row = 0; row < frame.Length; row++)
        {
            var reading = Assert.Single(expected, one => DashboardView.Time(one) == frame.Value<DateTimeOffset>("Time", row) && $"{one.SensorId}" == frame.Value<string>("Sensor", row));
            Assert.Equal(reading.Index, frame.Value<long?>("Index", row));
            Assert.Equal(reading.AveragingMinutes, frame.Value<long>("Mean over (min)", row));
            Assert.Equal(DashboardView.Value(reading, "P1"), frame.Value<double?>("PM10 (µg/m³)", row));
            Assert.Equal(DashboardView.Value(reading, "temperature"), frame.Value<double?>("Temperature (°C)", row));
            Assert.Equal(reading.SensorTypeName, frame.Value<string?>("Sensor type", row));
            Assert.Equal(reading.Indoor, frame.Value<bool?>("Indoor", row));
            Assert.Equal(reading.Latitude, frame.Value<double?>("Latitude (°)", row));
        }
    }

    [Fact]
    public async Task Table_OfAll_HasTheNewestThousand()
    {
        var view = new DashboardView(table);

        var frame = Organized(await view.ShowAsync(Title));

        Assert.Equal(1_000, frame.Length);
        Assert.Equal(
            view.Chosen.Select(reading => reading.TimeMs).OrderDescending().Take(1_000),
            frame["Time"].Values.Select(time => ((DateTimeOffset)time!).ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task Table_Columns_AreNamedForPeopleAndTyped()
    {
        var frame = Organized(await new DashboardView(table).ShowAsync(Title));

        Assert.Equal(["Time", "Location", "Country", "Index", "Index PM10", "Index PM2.5", "Mean over (min)", "PM10 (µg/m³)", "PM2.5 (µg/m³)"], frame.Fields.Take(9).Select(field => field.Name));
        Assert.Equal(
            [FrameType.Time, FrameType.String, FrameType.String, FrameType.Int64, FrameType.Int64, FrameType.Int64, FrameType.Int64, FrameType.Float64, FrameType.Float64],
            frame.Fields.Take(9).Select(field => field.Type));
        Assert.Equal(FrameType.Bool, frame["Indoor"].Type);
        Assert.DoesNotContain(frame.Fields, field => field.Name is "measure_name" or "sensor_pin");
        Assert.Contains(frame.Fields, field => field.Name == "durP1"); // what nobody has named comes by itself
    }

    [Fact]
    public void Table_UnitsInHeads_AreThoseOfTheValueTypes()
    {
        var named = _organize["renameByName"]!.AsObject().Select(pair => (Info: ValueTypes.Find(pair.Key), Head: (string)pair.Value!)).Where(pair => pair.Info.Unit is not null).ToList();

        Assert.True(named.Count > 8);
        Assert.All(named, pair => Assert.EndsWith($" ({pair.Info.Unit})", pair.Head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Table_OfALocationWithoutReadings_HasNoRows()
    {
        var frame = Organized(await new DashboardView(table).At(999_999_999).ShowAsync(Title));

        Assert.Equal(0, frame.Length);
        Assert.Equal("Time", frame.Fields[0].Name);
    }

    /// <summary>Grafana's "organize fields": leaves out, orders, and renames.</summary>
    private static Frame Organized(Frame frame) => new([.. frame.Fields
        .Where(field => !((bool?)_organize["excludeByName"]![field.Name] ?? false))
        .OrderBy(field => (int?)_organize["indexByName"]![field.Name] ?? int.MaxValue)
        .Select(field => field with { Name = (string?)_organize["renameByName"]![field.Name] ?? field.Name })]);
}
