using System.Text.Json;
using System.Text.Json.Serialization;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Answers;

/// <summary>A reading of a sensor.</summary>
internal sealed record ReadingAnswer(
    long SensorId, string? SensorType, string? Manufacturer, string? Pin, long? LocationId, string? Country,
    double? Latitude, double? Longitude, double? Altitude, bool? Indoor, DateTime Time, int AveragingMinutes, IndexAnswer? Index, MeasurementsAnswer Measurements)
{
    public static ReadingAnswer Of(StoredReading r) => new(r.SensorId, r.SensorType, r.Manufacturer, r.Pin, r.LocationId, r.Country, r.Latitude, r.Longitude,
        r.Altitude, r.Indoor, ApiTime.Of(r.TimeMs), r.AveragingMinutes, IndexAnswer.Of(r.IndexPm10, r.IndexPm25), new(r));
}

[JsonConverter(typeof(MeasurementsConverter))]
internal sealed record MeasurementsAnswer(StoredReading Reading);

internal sealed class MeasurementsConverter : JsonConverter<MeasurementsAnswer>
{
    public override MeasurementsAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, MeasurementsAnswer value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        for (var i = 0; i < value.Reading.Values.Length; i++)
            if (!double.IsNaN(value.Reading.Values[i]))
                writer.WriteNumber(value.Reading.ValueTypes[i], value.Reading.Values[i]);
        writer.WriteEndObject();
    }
}
