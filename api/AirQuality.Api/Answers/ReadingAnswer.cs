using System.ComponentModel;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Answers;

/// <summary>A reading of a sensor.</summary>
internal sealed record ReadingAnswer(
    [property: Description("The sensor's id on the map.")] long SensorId,
    [property: Description("The sensor's type, such as SDS011.")] string? SensorType,
    [property: Description("Who makes that type.")] string? Manufacturer,
    [property: Description("The station's pin that the sensor sits on.")] string? Pin,
    [property: Description("The place; sensors of one station share it.")] long? LocationId,
    [property: Description("The country, two capital letters.")] string? Country,
    [property: Description("Degrees north.")] double? Latitude,
    [property: Description("Degrees east.")] double? Longitude,
    [property: Description("Metres above sea level.")] double? Altitude,
    [property: Description("Whether the sensor stands indoors; null where nobody said.")] bool? Indoor,
    [property: Description("The instant of the reading, UTC.")] DateTime Time,
    [property: Description("Over how many minutes the values are means: 1440 makes an index proper, less is an indication.")] int AveragingMinutes,
    [property: Description("The index; null where the sensor measures no particulates, or nothing plausible.")] IndexAnswer? Index,
    [property: Description("The values by value type; /v1/measures tells their units.")] MeasurementsAnswer Measurements)
{
    /// <summary>The answer for a row.</summary>
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
