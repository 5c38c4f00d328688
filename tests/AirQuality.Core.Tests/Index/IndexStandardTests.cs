using System.Text;
using AirQuality.Core.Index;

namespace AirQuality.Core.Tests.Index;

public sealed class IndexStandardTests
{
    private const string Small = """
        {
          "id": "small", "name": "Small", "version": "1", "source": "a test", "valid_from": "2020-01-01", "unit": "µg/m³",
          "rounding": "half_up_to_whole",
          "pollutants": [{ "pollutant": "pm10", "averaging_minutes": 60, "upper_bounds": [10] }],
          "bands": [{ "index": 1, "name": "Good", "colour": "#00FF00" }, { "index": 2, "name": "Bad", "colour": "#FF0000" }],
          "advice": [{ "name": "Good", "at_risk": "a", "everyone": "b" }, { "name": "Bad", "at_risk": "c", "everyone": "d" }]
        }
        """;

    [Fact]
    public void UkDaqi_Loaded_IsDefrasTable()
    {
        var daqi = IndexStandard.UkDaqi;

        Assert.Equal(("uk-daqi", new DateOnly(2012, 1, 1), 10), (daqi.Id, daqi.ValidFrom, daqi.Bands.Count));
        Assert.Equal(
            ["1 Low #9CFF9C", "2 Low #31FF00", "3 Low #31CF00", "4 Moderate #FFFF00", "5 Moderate #FFCF00", "6 Moderate #FF9A00", "7 High #FF6464", "8 High #FF0000", "9 High #990000", "10 Very High #CE30FF"],
            daqi.Bands.Select(band => $"{band.Number} {band.Name} {band.Colour}"));
        Assert.All(daqi.Bands, band => Assert.True(band.AdviceAtRisk.Length > 0 && band.AdviceEveryone.Length > 0));
        Assert.Equal([(Pollutant.Pm25, 1440), (Pollutant.Pm10, 1440), (Pollutant.O3, 480), (Pollutant.No2, 60), (Pollutant.So2, 15)],
            daqi.Pollutants.Select(scale => (scale.Pollutant, scale.AveragingMinutes)));
    }

    [Theory]
    [InlineData(Pollutant.O3, "33,66,100,120,140,160,187,213,240")]
    [InlineData(Pollutant.No2, "67,134,200,267,334,400,467,534,600")]
    [InlineData(Pollutant.So2, "88,177,266,354,443,532,710,887,1064")]
    public void UkDaqi_EachGasBound_IsTheLastOfItsBand(Pollutant gas, string bounds)
    {
        var scale = IndexStandard.UkDaqi.Pollutants.Single(scale => scale.Pollutant == gas);

        Assert.Equal(bounds, string.Join(',', scale.UpperBounds));
        for (var i = 0; i < scale.UpperBounds.Count; i++)
        {
            Assert.Equal(i + 1, IndexStandard.UkDaqi.IndexOf(gas, UkDaqiVectorTests.Parse($"{scale.UpperBounds[i]}.4999")));
            Assert.Equal(i + 2, IndexStandard.UkDaqi.IndexOf(gas, UkDaqiVectorTests.Parse($"{scale.UpperBounds[i]}.5")));
        }
    }

    [Fact]
    public void AnotherStandard_FromItsFileAlone_Works()
    {
        var small = Read(Small);

        Assert.Equal(1, small.IndexOf(Pollutant.Pm10, UkDaqiVectorTests.Parse("10.4")));
        Assert.Equal("Bad", small.Bands[small.IndexOf(Pollutant.Pm10, UkDaqiVectorTests.Parse("10.5")) - 1].Name);
        Assert.Throws<ArgumentOutOfRangeException>(() => small.IndexOf(Pollutant.O3, UkDaqiVectorTests.Parse("1")));
    }

    [Theory]
    [InlineData("\"upper_bounds\": [10]", "\"upper_bounds\": [10, 20]", "needs 1 upper bounds and has 2")]
    [InlineData("\"index\": 2", "\"index\": 3", "band 3 stands where band 2 belongs")]
    [InlineData("{ \"name\": \"Bad\", \"at_risk\"", "{ \"name\": \"Worse\", \"at_risk\"", "needs one advice of that name")]
    public void Standard_WithAFaultyFile_IsRefused(string part, string fault, string says)
    {
        var failure = Assert.Throws<InvalidDataException>(() => Read(Small.Replace(part, fault, StringComparison.Ordinal)));

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    private static IndexStandard Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return IndexStandardFile.Read(stream);
    }
}
