using System.Text.Json.Nodes;
using AirQuality.Core.Index;
using AirQuality.Core.Readings;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>The dashboard's JSON.</summary>
public sealed class DashboardTests
{
    private const string DataSource = """{"type":"grafana-timestream-datasource","uid":"timestream"}""";

    public static TheoryData<string> Titles => [.. Dashboard.DataPanels.Select(panel => (string)panel["title"]!)];

    [Fact]
    public void Dashboard_AsAWhole_IsProvisionedAndNobodysCopy()
    {
        Assert.Equal("air-quality", (string?)Dashboard.Json["uid"]);
        Assert.Equal("Air Quality Monitoring", (string?)Dashboard.Json["title"]);
        Assert.Equal(41, (int?)Dashboard.Json["schemaVersion"]);
        Assert.False(Dashboard.Json.ContainsKey("id"));
        Assert.False((bool?)Dashboard.Json["editable"]);
        Assert.Equal("""{"from":"now-24h","to":"now"}""", Dashboard.Json["time"]!.ToJsonString());
        Assert.Equal("5m", (string?)Dashboard.Json["refresh"]); // as often as the feed changes
    }

    [Fact]
    public void Dashboard_Text_NamesNoHostAccountOrRegion() =>
        Assert.DoesNotMatch(@"https?:|amazonaws|localhost|\b\d{1,3}(\.\d{1,3}){3}\b|\b\d{12}\b|\b[a-z]{2}-[a-z]+-\d\b|arn:|readings""""|air_quality""\.", Dashboard.Text);

    [Fact]
    public void Panels_First_AreTheFive() => Assert.Equal(
        [("timeseries", "$measure over time"), ("gauge", "Max index"), ("gauge", "Mean index"), ("geomap", "Newest index by location"), ("table", "Readings")],
        Dashboard.Panels.Take(5).Select(panel => ((string)panel["type"]!, (string)panel["title"]!)));

    [Fact]
    public void Panels_Ids_AreUnique() => Assert.Equal(Dashboard.Panels.Count, Dashboard.Panels.Select(panel => (int)panel["id"]!).Distinct().Count());

    [Fact]
    public void Panels_Places_DoNotOverlapWithin24Columns()
    {
        var taken = new HashSet<(int, int)>();
        foreach (var panel in Dashboard.Panels)
        {
            var (x, y, w, h) = (Grid(panel, "x"), Grid(panel, "y"), Grid(panel, "w"), Grid(panel, "h"));
            Assert.InRange(x + w, 1, 24);
            for (var cell = 0; cell < w * h; cell++)
                Assert.True(taken.Add((x + (cell % w), y + (cell / w))), $"{panel["title"]} lies on another panel");
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void Panel_Query_AsksTheDataSourceWithinATimeAndPlaces(string title)
    {
        var panel = Dashboard.Panel(title);
        var target = Dashboard.Target(panel);

        Assert.Equal(DataSource, panel["datasource"]!.ToJsonString());
        Assert.Equal(DataSource, target["datasource"]!.ToJsonString());
        Assert.Equal((string?)panel["type"] == "timeseries" ? 1 : 0, (int)target["format"]!);
        Assert.True((bool)target["waitForResult"]!); // a gauge or map of the first page alone would be wrong
        var sql = Dashboard.Sql(panel);
        Assert.Contains("FROM $__database.$__table\n", sql, StringComparison.Ordinal);
        Assert.Matches(@"WHERE measure_name = 'air_quality' AND (\$__timeFilter|time BETWEEN ago\(1[dh]\) AND now\(\)) AND location_id IN \(\$\{location:sqlstring\}\)", sql.Replace('\n', ' '));
        Assert.InRange((int)panel["maxDataPoints"]!, 1, 1_000);
        if (sql.Contains("$__interval", StringComparison.Ordinal))
            Assert.Equal("5m", (string?)panel["interval"]); // no finer than the feed
    }

    [Fact]
    public void Variables_AreTheTwoAndBounded()
    {
        Assert.Equal([("measure", "Measure name"), ("location", "Location ID")], Dashboard.Variables.Select(variable => ((string)variable["name"]!, (string)variable["label"]!)));
        Assert.All(Dashboard.Variables, variable => Assert.Equal(("query", DataSource, 1), ((string)variable["type"]!, variable["datasource"]!.ToJsonString(), (int)variable["refresh"]!)));
        Assert.Equal("DESCRIBE $__database.$__table", Dashboard.Query("measure"));
        Assert.Contains("$__timeFilter AND time > from_milliseconds($__timeTo) - 1d", Dashboard.Query("location"), StringComparison.Ordinal);
        Assert.Equal("""["$__all"]""", Dashboard.Variable("location")["current"]!["value"]!.ToJsonString());
        Assert.True((bool)Dashboard.Variable("location")["includeAll"]!);
    }

    [Fact]
    public void Thresholds_OfTheIndex_AreWhereModerateAndHighBegin()
    {
        var bands = IndexStandard.UkDaqi.Bands;
        int?[] expected = [null, bands.First(band => band.Name == "Moderate").Number, bands.First(band => band.Name == "High").Number];
        string[] wholly = ["Max index", "Mean index", "Newest index by location"];
        JsonNode[] shown =
        [
            .. wholly.Select(title => Dashboard.Panel(title)["fieldConfig"]!["defaults"]!["thresholds"]!),
            .. Overrides("$measure over time", "thresholds").Concat(Overrides("Readings", "thresholds")).Select(found => found.Value),
        ];

        Assert.Equal([null, 4, 7], expected);
        Assert.Equal(["aqi", "aqi_pm10", "aqi_pm25"], Overrides("$measure over time", "thresholds").Select(found => found.Field));
        Assert.Equal(["Index", "Index PM10", "Index PM2.5"], Overrides("Readings", "thresholds").Select(found => found.Field));
        foreach (var thresholds in shown)
        {
            Assert.Equal("absolute", (string?)thresholds["mode"]);
            Assert.Equal(["green", "orange", "red"], thresholds["steps"]!.AsArray().Select(step => (string)step!["color"]!));
            Assert.Equal(expected, thresholds["steps"]!.AsArray().Select(step => (int?)step!["value"]));
        }
    }

    [Fact]
    public void Descriptions_OfTheIndex_SayThatItIsIndicativeAndNameTheBands()
    {
        var bands = IndexStandard.UkDaqi.Bands.GroupBy(band => band.Name)
            .Select(band => band.Count() == 1 ? $"{band.First().Number} {band.Key}" : $"{band.First().Number}–{band.Last().Number} {band.Key}");
        var text = $"Defra's bands: {string.Join(", ", bands)}.";

        foreach (var panel in Dashboard.DataPanels.Take(5))
        {
            Assert.Contains(text, (string)panel["description"]!, StringComparison.Ordinal);
            Assert.Contains("Indicative", (string)panel["description"]!, StringComparison.Ordinal);
            Assert.Contains("averaging_minutes = 1440", (string)panel["description"]!, StringComparison.Ordinal);
        }
        Assert.All(Dashboard.DataPanels, panel => Assert.NotEqual("", (string)panel["description"]!));
    }

    [Theory]
    [InlineData("$measure over time")]
    [InlineData("Newest index by location")]
    public void Units_OfMeasures_AreThoseOfTheValueTypes(string title)
    {
        var units = Overrides(title, "unit").ToDictionary(found => found.Field, found => (string)found.Value!);

        Assert.Equal("suffix:m", units["altitude"]);
        Assert.Equal("suffix:µg/m³", units["P1"]);
        Assert.All(units.Where(unit => unit.Key != "altitude"), unit => Assert.Equal($"suffix:{ValueTypes.Find(unit.Key).Unit}", unit.Value));
    }

    [Fact]
    public void Map_Layer_PlacesAndColoursByTheQuerysColumns()
    {
        var layer = Dashboard.Panel("Newest index by location")["options"]!["layers"]!.AsArray().Single()!;

        Assert.Equal("""{"mode":"coords","latitude":"latitude","longitude":"longitude"}""", layer["location"]!.ToJsonString());
        Assert.Equal("index", (string?)layer["config"]!["style"]!["color"]!["field"]);
        Assert.True((bool)layer["tooltip"]!);
    }

    [Fact]
    public void Table_Columns_CanBeFiltered() => Assert.True((bool)Dashboard.Panel("Readings")["fieldConfig"]!["defaults"]!["custom"]!["filterable"]!);

    private static int Grid(JsonObject panel, string name) => (int)panel["gridPos"]![name]!;

    private static IEnumerable<(string Field, JsonNode Value)> Overrides(string title, string property) =>
        from change in Dashboard.Panel(title)["fieldConfig"]!["overrides"]!.AsArray()
        where (string?)change["matcher"]!["id"] == "byName"
        from set in change["properties"]!.AsArray()
        where (string?)set["id"] == property
        select ((string)change["matcher"]!["options"]!, set["value"]!);
}
