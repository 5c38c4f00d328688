using AirQuality.Core.Readings;

namespace AirQuality.Core.Tests.Readings;

public sealed class ValueTypesTests
{
    [Theory]
    [InlineData("P1", "PM10", "µg/m³")]
    [InlineData("P2", "PM2.5", "µg/m³")]
    [InlineData("pressure", "air pressure", "Pa")]
    [InlineData("noise_LAeq", "mean sound level, A-weighted", "dB(A)")]
    public void Type_OfTheList_HasItsQuantityAndUnit(string name, string quantity, string unit) =>
        Assert.Equal(new ValueTypeInfo(name, quantity, unit), ValueTypes.Find(name));

    [Theory]
    [InlineData("p1")]
    [InlineData("gas_resistance")]
    [InlineData("")]
    public void Type_ThatTheListLacks_HasItsNameAlone(string name) =>
        Assert.Equal(new ValueTypeInfo(name, null, null), ValueTypes.Find(name));
}
