using System.Text;
using AirQuality.Core.Index;

namespace AirQuality.Core.Tests.Index;

/// <summary>Worked vectors of the UK Daily Air Quality Index: what the usual wrong methods get wrong.</summary>
public sealed class UkDaqiVectorTests
{
    [Theory]
    [InlineData("11.4", 1)]
    [InlineData("11.5", 2)]
    [InlineData("35.4", 3)]
    [InlineData("35.5", 4)]
    [InlineData("58.5", 8)]
    [InlineData("64.5", 9)]
    [InlineData("70.5", 10)]
    [InlineData("10", 1)]
    [InlineData("40", 4)]
    [InlineData("55", 7)]
    [InlineData("75", 10)]
    [InlineData("0", 1)]
    [InlineData("-0.0", 1)]
    [InlineData("39", 4)]
    [InlineData("11.49999999999999999999999999999999999999999999999999", 1)]
    [InlineData("11.50000000000000000000000000000000000000000000000000", 2)]
    [InlineData("1.15e1", 2)]
    [InlineData("1150E-2", 2)]
    [InlineData("+.115e+2", 2)]
    [InlineData("1e30", 10)]
    public void Pm25_Concentration_HasItsIndex(string text, int expected) => Assert.Equal(expected, IndexOf(Pollutant.Pm25, text));

    [Theory]
    [InlineData("16.5", 2)]
    [InlineData("50.5", 4)]
    [InlineData("58.5", 5)]
    [InlineData("66.5", 6)]
    [InlineData("100.4", 9)]
    [InlineData("100.5", 10)]
    [InlineData("36", 3)]
    [InlineData("100", 9)]
    public void Pm10_Concentration_HasItsIndex(string text, int expected) => Assert.Equal(expected, IndexOf(Pollutant.Pm10, text));

    [Theory]
    [InlineData(Pollutant.O3, "120", 4)]
    [InlineData(Pollutant.No2, "50", 1)]
    [InlineData(Pollutant.So2, "266", 3)]
    [InlineData(Pollutant.So2, "266.5", 4)]
    [InlineData(Pollutant.No2, "600.5", 10)]
    public void Gas_Concentration_HasItsIndex(Pollutant gas, string text, int expected) => Assert.Equal(expected, IndexOf(gas, text));

    [Fact]
    public void Mean_OfTwelve584AndTwelve586_IsAnExactHalfAndGoesUp()
    {
        // The same sum in doubles, 58.49999999999997, would give 7.
        var hours = Enumerable.Repeat("58.4", 12).Concat(Enumerable.Repeat("58.6", 12)).Select(Parse).ToList();

        Assert.True(ExactMean.TryOf(hours, 24, out var mean));
        Assert.Equal(59, mean.RoundHalfUp());
        Assert.Equal(8, IndexStandard.UkDaqi.IndexOf(Pollutant.Pm25, mean));
    }

    [Theory]
    [InlineData(17, 24, false)]
    [InlineData(18, 24, true)]
    [InlineData(24, 24, true)]
    [InlineData(5, 8, false)]
    [InlineData(6, 8, true)]
    [InlineData(2, 4, false)]
    [InlineData(3, 4, true)]
    [InlineData(0, 1, false)]
    public void Mean_WithLessThanThreeQuartersOfItsValues_IsNone(int present, int expected, bool isMean) =>
        Assert.Equal(isMean, ExactMean.TryOf([.. Enumerable.Repeat(Parse("20"), present)], expected, out _));

    [Theory]
    [InlineData("NaN", "not_a_number")]
    [InlineData("nan", "not_a_number")]
    [InlineData("-1", "negative")]
    [InlineData("-0.001", "negative")]
    [InlineData("Infinity", "not_a_number")]
    [InlineData("+inf", "not_a_number")]
    [InlineData("∞", "not_a_number")]
    [InlineData("1e400", "out_of_range")]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("1,5", "not_a_number")]
    [InlineData("0x10", "not_a_number")]
    [InlineData("1.2.3", "not_a_number")]
    [InlineData("12 34", "not_a_number")]
    [InlineData("1e", "not_a_number")]
    [InlineData("1e+", "not_a_number")]
    [InlineData(".", "not_a_number")]
    [InlineData("-", "not_a_number")]
    [InlineData("unavailable", "not_a_number")]
    public void Text_ThatIsNoConcentration_HasNoIndexAndAReason(string text, string expected)
    {
        Assert.False(Concentration.TryParse(Encoding.UTF8.GetBytes(text), out _, out var reason));
        Assert.Equal(expected, reason);
    }

    internal static Concentration Parse(string text)
    {
        Assert.True(Concentration.TryParse(Encoding.UTF8.GetBytes(text), out var concentration, out var reason), reason);
        return concentration;
    }

    private static int IndexOf(Pollutant pollutant, string text) => IndexStandard.UkDaqi.IndexOf(pollutant, Parse(text));
}
