using System.Globalization;
using System.Text.Json;

namespace AirQuality.Bench.Generating;

/// <summary>
/// Makes a <c>data.24h.json</c> of any size by resampling recorded feeds: real sensors and values on stations at real places, in the
/// shape feeds have had since 2020, with all fields and one entry a sensor. The same seed gives the same bytes.
/// </summary>
internal sealed class FeedGenerator(RecordedFeeds recorded, DateTimeOffset newest, ulong seed)
{
    /// <summary>How many sensors the worldwide feed has, about.</summary>
    public const int UsualEntries = 35_000;

    /// <summary>The seed and time that make the feed whose figures are published.</summary>
    public const ulong UsualSeed = 20_260_928;

    /// <summary>The newest reading of the usual feed.</summary>
    public static readonly DateTimeOffset UsualNewest = new(2026, 9, 28, 20, 51, 55, TimeSpan.Zero);

    private readonly SeededRandom _random = new(seed);
    private long _entryId = 30_858_000_000;
    private long _valueId = 72_169_000_000;
    private int _sensorId = 48;

    /// <summary>Writes a feed.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="entries">How many entries.</param>
    public void Write(Stream stream, int entries)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartArray();
        for (var written = 0; written < entries;)
        {
            var station = Station.Draw(_random, recorded, written);
            foreach (var sensor in station.Sensors.Take(entries - written))
            {
                WriteEntry(json, station, sensor);
                written++;
            }
            json.Flush();
        }
        json.WriteEndArray();
    }

    // Keys come in any order in the real feed, so a reader may not gain from a fixed one.
    private void WriteEntry(Utf8JsonWriter json, Station station, RecordedSensor sensor)
    {
        Action[] fields =
        [
            () => json.WriteNumber("id", _entryId += 1 + _random.Next(9)),
            () => json.WriteNull("sampling_rate"),
            () => json.WriteString("timestamp", Timestamp()),
            () => WriteLocation(json, station),
            () => WriteSensor(json, sensor),
            () => WriteValues(json, sensor),
        ];
        _random.Shuffle(fields.AsSpan());
        json.WriteStartObject();
        foreach (var write in fields)
            write();
        json.WriteEndObject();
    }

    // Most sensors were heard of in the last minutes; the few that fell silent stay in the 24 h feed with their last time.
    private string Timestamp()
    {
        var age = _random.Percent(95) ? _random.Next(300) : _random.Next(86_400);
        return newest.AddSeconds(-age).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static void WriteLocation(Utf8JsonWriter json, Station station)
    {
        json.WriteStartObject("location");
        json.WriteNumber("id", station.LocationId);
        json.WriteString("latitude", station.Latitude);
        json.WriteString("longitude", station.Longitude);
        json.WriteString("altitude", station.Altitude);
        json.WriteString("country", station.Country);
        json.WriteNumber("exact_location", station.IsExact ? 1 : 0);
        json.WriteNumber("indoor", station.IsIndoor ? 1 : 0);
        json.WriteEndObject();
    }

    private void WriteSensor(Utf8JsonWriter json, RecordedSensor sensor)
    {
        json.WriteStartObject("sensor");
        json.WriteNumber("id", _sensorId += 1 + _random.Next(4));
        json.WriteString("pin", sensor.Kind switch
        {
            SensorKind.Dust => "1",
            SensorKind.Climate => "7",
            SensorKind.Pressure => "11",
            _ => "15",
        });
        json.WriteStartObject("sensor_type");
        json.WriteNumber("id", sensor.TypeId);
        json.WriteString("name", sensor.TypeName);
        json.WriteString("manufacturer", sensor.Manufacturer);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteValues(Utf8JsonWriter json, RecordedSensor sensor)
    {
        json.WriteStartArray("sensordatavalues");
        foreach (var value in sensor.Values)
        {
            json.WriteStartObject();
            if (value.IsNumber)
            {
                json.WritePropertyName("value");
                json.WriteRawValue(value.Text);
            }
            else
            {
                json.WriteNumber("id", _valueId += 1 + _random.Next(3));
                json.WriteString("value", value.Text);
            }
            json.WriteString("value_type", value.Type);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
