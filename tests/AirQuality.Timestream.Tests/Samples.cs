using System.Globalization;
using AirQuality.Core.Records;

namespace AirQuality.Timestream.Tests;

/// <summary>Records as the job makes them.</summary>
internal static class Samples
{
    public const long TimeMs = 1_763_971_200_000;

    public static List<AirRecord> Records(int count, int firstSensor = 1) =>
        [.. Enumerable.Range(firstSensor, count).Select(sensor => Record(sensor))];

    public static AirRecord Record(
        long sensor, long timeMs = TimeMs, long version = 1440, string p1 = "35.5", string country = "DE") => new(
        sensor,
        timeMs,
        version,
        [
            new RecordDimension("sensor_id", sensor.ToString(CultureInfo.InvariantCulture)),
            new RecordDimension("sensor_type_name", sensor % 2 == 0 ? "SDS011" : "SPS30"),
            new RecordDimension("country", country),
        ],
        [
            new RecordMeasure("P1", MeasureType.Double, p1),
            new RecordMeasure("aqi", MeasureType.BigInt, "4"),
            new RecordMeasure("indoor", MeasureType.Boolean, "false"),
        ]);
}
