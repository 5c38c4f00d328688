using AirQuality.Core.Readings;
using AirQuality.Core.Records;
using AirQuality.Core.Tests.Feed;

namespace AirQuality.Core.Tests.Records;

public sealed class RecordBuilderTests
{
    private static readonly Reading Full = new()
    {
        SensorId = 28489,
        TimeMs = Entries.TimeMs,
        SensorPin = "1",
        SensorTypeId = 14,
        SensorTypeName = "SDS011",
        SensorTypeManufacturer = "Nova Fitness",
        LocationId = 15707,
        Country = "DE",
        Latitude = 52.53145991787,
        Longitude = 13.43536198139,
        Altitude = -6,
        Indoor = false,
        AveragingMinutes = 1440,
        Measurements = [new("P1", 36), new("P2", 0.1), new("temperature", -1e-7)],
        IndexPm10 = 3,
        IndexPm25 = 1,
    };

    [Fact]
    public void Reading_WithEverything_BecomesTheDesignedRow()
    {
        var record = RecordBuilder.Build(Full);

        Assert.Equal((28489, Entries.TimeMs, 1440), (record.SensorId, record.TimeMs, record.Version));
        Assert.Equal(
            "sensor_id=28489 sensor_pin=1 sensor_type_id=14 sensor_type_name=SDS011 sensor_type_manufacturer=Nova Fitness location_id=15707 country=DE",
            string.Join(' ', record.Dimensions.Select(d => $"{d.Name}={d.Value}")));
        Assert.Equal(
            "aqi:BigInt=3 aqi_pm10:BigInt=3 aqi_pm25:BigInt=1 averaging_minutes:BigInt=1440 P1:Double=36 P2:Double=0.1 temperature:Double=-1E-07 "
            + "latitude:Double=52.53145991787 longitude:Double=13.43536198139 altitude:Double=-6 indoor:Boolean=false",
            string.Join(' ', record.Measures.Select(m => $"{m.Name}:{m.Type}={m.Value}")));
    }

    [Fact]
    public void Reading_WithLittle_LeavesTheRestOut()
    {
        var record = RecordBuilder.Build(new Reading { SensorId = 1, TimeMs = 0, AveragingMinutes = 5, SensorPin = "", Measurements = [new("humidity", 50)] });

        Assert.Equal(["sensor_id"], record.Dimensions.Select(dimension => dimension.Name));
        Assert.Equal(["averaging_minutes", "humidity"], record.Measures.Select(measure => measure.Name));
    }

    [Fact]
    public void DayMean_OfTheSameInstant_OutranksTheFiveMinuteMean() =>
        Assert.True(RecordBuilder.Build(Full).Version > RecordBuilder.Build(Full with { AveragingMinutes = 5 }).Version);

    [Fact]
    public async Task EveryRealReading_FitsTheLimitsOfTimestream()
    {
        foreach (var file in Fixtures.FeedNames())
        {
            foreach (var reading in (await Snapshots.ReadAsync(Fixtures.Feed(file))).Readings)
            {
                var record = RecordBuilder.Build(reading);
                var names = record.Dimensions.Select(d => d.Name).Concat(record.Measures.Select(m => m.Name)).ToList();
                Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
                Assert.All(record.Dimensions, d => Assert.InRange(d.Name.Length, 1, 60));
                Assert.All(record.Dimensions, d => Assert.InRange(d.Value.Length, 1, 2_048));
                Assert.All(record.Measures, m => Assert.InRange(m.Value.Length, 1, 2_048));
                Assert.InRange(record.Measures.Sum(m => m.Name.Length + m.Value.Length) + record.Dimensions.Sum(d => d.Name.Length + d.Value.Length), 1, 2_048);
            }
        }
    }
}
