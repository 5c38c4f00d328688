using System.Text.Json;
using AirQuality.Api.Answers;
using AirQuality.Core.Index;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Latest;

/// <summary>What a feature tells, flat, so that any map program can colour by it.</summary>
internal static class FeatureProperties
{
    /// <summary>Of a sensor's reading.</summary>
    public static void OfSensor(Utf8JsonWriter json, StoredReading reading)
    {
        json.WriteNumber("sensorId", reading.SensorId);
        json.WriteString("sensorType", reading.SensorType);
        OfLocation(json, reading);
    }

    /// <summary>Of a location's reading.</summary>
    public static void OfLocation(Utf8JsonWriter json, StoredReading reading)
    {
        Number(json, "locationId", reading.LocationId);
        json.WriteString("country", reading.Country);
        json.WriteString("time", ApiTime.Of(reading.TimeMs));
        json.WriteNumber("averagingMinutes", reading.AveragingMinutes);
        Number(json, "index", reading.Index);
        Number(json, "indexPm10", reading.IndexPm10);
        Number(json, "indexPm25", reading.IndexPm25);
        var band = reading.Index is { } index ? IndexStandard.UkDaqi.Bands[index - 1] : null;
        json.WriteString("band", band?.Name);
        json.WriteString("colour", band?.Colour);
        for (var i = 0; i < reading.Values.Length; i++)
            if (!double.IsNaN(reading.Values[i]))
                json.WriteNumber(reading.ValueTypes[i], reading.Values[i]);
    }

    private static void Number(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
