using System.Globalization;
using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>What the two variables offer.</summary>
[Collection(OnFilledTable.Name)]
public sealed class VariableTests(FilledTable table)
{
    [Fact]
    public async Task Measures_OfTheTable_AreItsNumbersAndNothingElse()
    {
        var options = await OptionsAsync("measure");

        var valueTypes = table.Readings.SelectMany(reading => reading.Measurements).Select(measurement => measurement.ValueType).Distinct();
        Assert.Equal(valueTypes.Concat(["aqi", "aqi_pm10", "aqi_pm25", "altitude"]).Order(StringComparer.Ordinal), options.Select(option => option.Value).Order(StringComparer.Ordinal));
        Assert.All(options, option => Assert.Equal(option.Value, option.Text));
    }

    [Fact]
    public async Task Measures_Each_CanBeShown()
    {
        foreach (var (_, measure) in await OptionsAsync("measure"))
        {
            var frame = await (new DashboardView(table) { Interval = TimeSpan.FromHours(1) }).Of(measure).ShowAsync("$measure over time");
            Assert.Equal(FrameType.Float64, frame[measure].Type);
        }
    }

    [Fact]
    public async Task Locations_OfADay_AreThoseThatReportedByCountryAndNumber()
    {
        var options = await OptionsAsync("location");

        var view = new DashboardView(table);
        var expected = view.Chosen.Select(reading => (Country: reading.Country ?? "--", Id: reading.LocationId!.Value)).Distinct()
            .OrderBy(place => place.Country == "--").ThenBy(place => place.Country, StringComparer.Ordinal).ThenBy(place => place.Id)
            .Select(place => ($"{place.Country} {place.Id}", place.Id.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(expected, options);
    }

    [Fact]
    public async Task Locations_OfALongTime_AreThoseOfItsLastDay()
    {
        var options = await OptionsAsync("location", TimeSpan.FromDays(30));

        Assert.Equal(await OptionsAsync("location"), options);
        Assert.DoesNotContain(options, option => option.Value == $"{FilledTable.Gone}");
    }

    [Fact]
    public async Task Locations_TwoOfThem_AreWhatTheirValuesChoose()
    {
        var options = (await OptionsAsync("location")).Where(option => option.Text.StartsWith("IT ", StringComparison.Ordinal)).Take(2).ToList();
        var view = new DashboardView(table) { Location = new VariableValue.Many([.. options.Select(option => option.Value)]) };

        var frame = await view.ShowAsync("The last hour");

        Assert.Equal(2, frame.Value<long>("locations", 0));
    }

    /// <summary>Grafana's rule: the first column, each value that the expression matches; named groups say what is shown and what is meant.</summary>
    private async Task<List<(string Text, string Value)>> OptionsAsync(string variable, TimeSpan? span = null)
    {
        var view = new DashboardView(table) { Span = span ?? TimeSpan.FromDays(1) };
        var frame = Frame.Of(await table.QueryAsync(view.Expand(Dashboard.Query(variable))), format: 0);
        var regex = new Regex(((string)Dashboard.Variable(variable)["regex"]!)[1..^1]);
        return [.. frame.Fields[0].Values.Select(value => regex.Match((string)value!)).Where(match => match.Success).Select(match => match.Groups.ContainsKey("value")
            ? (match.Groups["text"].Value, match.Groups["value"].Value)
            : (match.Value, match.Value))];
    }
}
