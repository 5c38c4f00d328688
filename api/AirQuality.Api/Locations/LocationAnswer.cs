using System.ComponentModel;
using AirQuality.Api.Answers;
using AirQuality.Api.Store;

namespace AirQuality.Api.Locations;

/// <summary>What the sensors of one location say now, taken together.</summary>
internal sealed record LocationAnswer(
    [property: Description("The location's id.")] long LocationId,
    [property: Description("The country, ISO 3166-1, two letters.")] string? Country,
    [property: Description("Degrees north.")] double? Latitude,
    [property: Description("Degrees east.")] double? Longitude,
    [property: Description("Metres above sea level.")] double? Altitude,
    [property: Description("Whether it is indoors.")] bool? Indoor,
    [property: Description("The instant of the newest reading, UTC.")] DateTime Time,
    [property: Description("Over how many minutes the values behind the index are means.")] int AveragingMinutes,
    [property: Description("Its sensors, by rising id.")] IReadOnlyList<SensorAtLocation> Sensors,
    [property: Description("The highest index of its sensors; null where none has one.")] IndexAnswer? Index,
    [property: Description("The newest value of each type, in the unit that /v1/measures tells.")] MeasurementsAnswer Measurements)
{
    /// <summary>The answer for a location.</summary>
    public static LocationAnswer Of(LocationReading location) => new(
        location.LocationId,
        location.Reading.Country,
        location.Reading.Latitude,
        location.Reading.Longitude,
        location.Reading.Altitude,
        location.Reading.Indoor,
        ApiTime.Of(location.Reading.TimeMs),
        location.Reading.AveragingMinutes,
        [.. location.Sensors.Select(sensor => new SensorAtLocation(sensor.SensorId, sensor.SensorType, ApiTime.Of(sensor.TimeMs)))],
        IndexAnswer.Of(location.Reading.IndexPm10, location.Reading.IndexPm25),
        new(location.Reading.ValueTypes, location.Reading.Values));
}

/// <summary>A sensor at a location.</summary>
internal sealed record SensorAtLocation(
    [property: Description("The sensor's id.")] long SensorId,
    [property: Description("The sensor's type, such as SDS011.")] string? SensorType,
    [property: Description("The instant of its newest reading, UTC.")] DateTime Time);
