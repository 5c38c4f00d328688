using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AirQuality.Api.Answers;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Latest;

/// <summary>Readings as a FeatureCollection (RFC 7946): a point each, longitude first; <c>null</c> as geometry where a sensor has no place.</summary>
internal static class GeoJson
{
    // About a centimetre; RFC 7946 section 11.2 finds more excessive.
    private const int Decimals = 7;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer.</summary>
    /// <param name="readings">This page.</param>
    /// <param name="found">How many there are in all pages.</param>
    /// <param name="writeProperties">Writes what is known of a reading.</param>
    public static Answer Of(IReadOnlyList<StoredReading> readings, int found, Action<Utf8JsonWriter, StoredReading> writeProperties)
    {
        var body = new ArrayBufferWriter<byte>(1_024 + (readings.Count * 512));
        using var json = new Utf8JsonWriter(body, Options);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteNumber("numberMatched", found);
        json.WriteNumber("numberReturned", readings.Count);
        json.WriteStartArray("features");
        foreach (var reading in readings)
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            WritePoint(json, reading);
            json.WriteStartObject("properties");
            writeProperties(json, reading);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return new(body.WrittenMemory, AnswerFormats.MediaType(AnswerFormat.GeoJson));
    }

    private static void WritePoint(Utf8JsonWriter json, StoredReading reading)
    {
        if (reading is not { Latitude: { } latitude, Longitude: { } longitude })
        {
            json.WriteNull("geometry");
            return;
        }
        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WriteStartArray("coordinates");
        json.WriteNumberValue(Math.Round(longitude, Decimals, MidpointRounding.AwayFromZero));
        json.WriteNumberValue(Math.Round(latitude, Decimals, MidpointRounding.AwayFromZero));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
