using AirQuality.Core.Readings;
using AirQuality.Core.Tests.Feed;

namespace AirQuality.Core.Tests.Readings;

public sealed class SensorTypesTests
{
    [Theory]
    [InlineData("SDS011")]
    [InlineData("sds011")]
    [InlineData("SDS 011")]
    [InlineData("SDS021")]
    [InlineData("PMS1003")]
    [InlineData("PMS3003")]
    [InlineData("PMS5003")]
    [InlineData("PMS6003")]
    [InlineData("PMS7003")]
    [InlineData("HPM")]
    [InlineData("SPS30")]
    [InlineData("SEN5X")]
    [InlineData("SEN55")]
    [InlineData("NextPM")]
    [InlineData("IPS-7100")]
    [InlineData("IPS7100 (Piera)")]
    public void TypeOnTheWhitelist_MeasuresParticulates(string name) =>
        Assert.Equal((true, true), (SensorTypes.Find(name).IsKnown, SensorTypes.Find(name).MeasuresParticulates));

    [Theory]
    [InlineData("PPD42NS")]
    [InlineData("DHT22")]
    [InlineData("BME280")]
    [InlineData("Laerm")]
    [InlineData("DNMS (Laerm)")]
    [InlineData("Radiation SBM-20")]
    public void OtherKnownType_DoesNot(string name) =>
        Assert.Equal((true, false), (SensorTypes.Find(name).IsKnown, SensorTypes.Find(name).MeasuresParticulates));

    [Theory]
    [InlineData("SDS099")]
    [InlineData("(SDS011)")]
    [InlineData("XSDS011")]
    [InlineData("")]
    public void AnyOtherName_IsUnknown(string name) =>
        Assert.Equal((false, false), (SensorTypes.Find(name).IsKnown, SensorTypes.Find(name).MeasuresParticulates));

    [Fact]
    public async Task UnknownType_IsCountedByNameAndKeepsItsOtherValues()
    {
        var values = """[{"value":"10","value_type":"P1"},{"value":"7","value_type":"P2"},{"value":"21","value_type":"temperature"}]""";
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(
            Entries.Of(sensor: Entries.Sensor(1, "Unheard-of 3000"), values: values),
            Entries.Of(sensor: """{"id":2}""", values: values)));

        Assert.Equal(["(unnamed)", "Unheard-of 3000"], snapshot.UnknownSensorTypes.Keys);
        Assert.Equal(4, snapshot.FilteredValues["sensor_type"]);
        Assert.All(snapshot.Readings, reading => Assert.Equal("temperature", Assert.Single(reading.Measurements).ValueType));
        Assert.Equal(2, snapshot.NoIndex["no_particulate_sensor"]);
    }
}
