using System.ComponentModel;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Answers;

/// <summary>A reading of a sensor.</summary>
internal sealed record ReadingAnswer(
    [property: Description("The sensor's id on the map.")] long SensorId,
    [property: Description("The sensor's type, such as SDS011.")] string? SensorType,
    [property: Description("Who makes that type.")] string? Manufacturer,
    [property: Description("The station's pin that it sits on.")] string? Pin,
    [property: Description("The place; sensors of one station share it.")] long? LocationId,
    [property: Description("The country, ISO 3166-1, two letters.")] string? Country,
    [property: Description("Degrees north.")] double? Latitude,
    [property: Description("Degrees east.")] double? Longitude,
    [property: Description("Metres above sea level.")] double? Altitude,
    [property: Description("Whether it stands indoors.")] bool? Indoor,
    [property: Description("The instant, UTC.")] DateTime Time,
    [property: Description("Over how many minutes the values are means: 1440 is what the index is defined for.")] int AveragingMinutes,
    [property: Description("The index; null where neither PM10 nor PM2.5 was measured.")] IndexAnswer? Index,
    [property: Description("The values by type, each in the unit that /v1/measures tells.")] MeasurementsAnswer Measurements)
{
    /// <summary>The answer for a row of the table.</summary>
    public static ReadingAnswer Of(StoredReading reading) => new(
        reading.SensorId,
        reading.SensorType,
        reading.Manufacturer,
        reading.Pin,
        reading.LocationId,
        reading.Country,
        reading.Latitude,
        reading.Longitude,
        reading.Altitude,
        reading.Indoor,
        ApiTime.Of(reading.TimeMs),
        reading.AveragingMinutes,
        IndexAnswer.Of(reading.IndexPm10, reading.IndexPm25),
        new(reading.ValueTypes, reading.Values));
}
