using System.Text.Json;

namespace AirQuality.Core.Feed;

/// <summary>
/// Reads one entry in place into <see cref="Fields"/>. Keys come in any order, numbers as numbers or text, and fields may be missing;
/// what no sense can be made of is noted as the entry's problem, and reading goes on to the entry's end.
/// </summary>
internal sealed partial class EntryParser
{
    // The reader must not refuse depth by itself: that would cost the snapshot where it should cost the entry.
    private static readonly JsonReaderState StartState = new(new JsonReaderOptions { MaxDepth = int.MaxValue });

    private readonly int _maxDepth;

    public EntryParser(int maxDepth) => _maxDepth = maxDepth;

    public EntryFields Fields { get; } = new();

    /// <summary>Reads the element that starts at the first byte.</summary>
    /// <param name="json">The element, and whatever follows it.</param>
    /// <param name="offset">Where it starts in the snapshot, for the message.</param>
    /// <param name="length">How long it is, when the result is true.</param>
    /// <returns>False when the bytes end before the element does.</returns>
    /// <exception cref="FeedFormatException">It is not JSON.</exception>
    public bool TryParse(ReadOnlySpan<byte> json, long offset, out int length)
    {
        Fields.Clear();
        length = 0;
        var reader = new Utf8JsonReader(json, isFinalBlock: false, StartState);
        try
        {
            if (!reader.Read() || !TryReadEntry(ref reader))
                return false;
        }
        catch (JsonException e)
        {
            throw FeedDamage.BadJson(offset + reader.BytesConsumed, e);
        }

        length = (int)reader.BytesConsumed;
        return true;
    }

    private bool TryReadEntry(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fields.Fail("not_an_object", $"The element is a {reader.TokenType}, not an object.");
            return TrySkip(ref reader);
        }

        if (!TryReadObject(ref reader, EntryKey.OfEntry, out var seen))
            return false;
        if (!seen.HasFlag(EntryKey.Sensor))
            Fields.Fail("no_sensor", "The entry has no sensor.");
        if (!seen.HasFlag(EntryKey.Timestamp))
            Fields.Fail("bad_timestamp", "The entry has no timestamp.");
        if (!seen.HasFlag(EntryKey.Values))
            Fields.Fail("no_values", "The entry has no sensordatavalues.");
        return true;
    }

    private bool TryReadEntryField(ref Utf8JsonReader reader, EntryKey key) => key switch
    {
        EntryKey.Id => TryReadInteger(ref reader, out Fields.Id),
        EntryKey.Timestamp => TryReadTimestamp(ref reader),
        EntryKey.Sensor => TryReadSensor(ref reader),
        EntryKey.Location => TryReadOptionalObject(ref reader, EntryKey.OfLocation),
        EntryKey.Values => TryReadValues(ref reader),
        _ => TrySkip(ref reader),
    };

    private bool TryReadSensor(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fields.Fail("no_sensor", $"The entry's sensor is a {reader.TokenType}, not an object.");
            return TrySkip(ref reader);
        }

        if (!TryReadObject(ref reader, EntryKey.OfSensor, out _))
            return false;
        if (Fields.SensorId is not > 0)
            Fields.Fail("bad_sensor_id", "The entry's sensor has no id that is a positive whole number.");
        return true;
    }

    private bool TryReadSensorField(ref Utf8JsonReader reader, EntryKey key) => key switch
    {
        EntryKey.Id => TryReadInteger(ref reader, out Fields.SensorId),
        EntryKey.Pin => TryReadName(ref reader, out Fields.SensorPin),
        EntryKey.SensorType => TryReadOptionalObject(ref reader, EntryKey.OfSensorType),
        _ => TrySkip(ref reader),
    };

    private bool TryReadSensorTypeField(ref Utf8JsonReader reader, EntryKey key) => key switch
    {
        EntryKey.Id => TryReadInteger(ref reader, out Fields.SensorTypeId),
        EntryKey.Name => TryReadShared(ref reader, _sensorTypes, out Fields.SensorType),
        EntryKey.Manufacturer => TryReadName(ref reader, out Fields.Manufacturer),
        _ => TrySkip(ref reader),
    };

    private bool TryReadLocationField(ref Utf8JsonReader reader, EntryKey key) => key switch
    {
        EntryKey.Id => TryReadInteger(ref reader, out Fields.LocationId),
        EntryKey.Latitude => TryReadNumber(ref reader, out Fields.Latitude),
        EntryKey.Longitude => TryReadNumber(ref reader, out Fields.Longitude),
        EntryKey.Altitude => TryReadNumber(ref reader, out Fields.Altitude),
        EntryKey.Country => TryReadCountry(ref reader, out Fields.Country),
        EntryKey.Indoor => TryReadFlag(ref reader, out Fields.Indoor),
        _ => TrySkip(ref reader),
    };

    private bool TryReadValues(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Fields.Fail("no_values", $"The entry's sensordatavalues are a {reader.TokenType}, not an array.");
            return TrySkip(ref reader);
        }

        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndArray)
                return true;

            _value = default;
            if (!TryReadOptionalObject(ref reader, EntryKey.OfValue))
                return false;
            Fields.Values.Add(_value);
        }

        return false;
    }

    private bool TryReadValueField(ref Utf8JsonReader reader, EntryKey key) => key switch
    {
        EntryKey.Id => TryReadInteger(ref reader, out _value.Id),
        EntryKey.Value => TryReadValueText(ref reader),
        EntryKey.ValueType => TryReadShared(ref reader, _quantities, out _value.Quantity),
        _ => TrySkip(ref reader),
    };

    /// <summary>Reads the value of a key of the object that has these keys; false when the bytes end before the value does.</summary>
    private bool TryReadField(ref Utf8JsonReader reader, EntryKey keys, EntryKey key) => keys switch
    {
        EntryKey.OfValue => TryReadValueField(ref reader, key),
        EntryKey.OfLocation => TryReadLocationField(ref reader, key),
        EntryKey.OfSensorType => TryReadSensorTypeField(ref reader, key),
        EntryKey.OfSensor => TryReadSensorField(ref reader, key),
        _ => TryReadEntryField(ref reader, key),
    };

    private bool TryReadOptionalObject(ref Utf8JsonReader reader, EntryKey keys) =>
        reader.TokenType == JsonTokenType.StartObject
            ? TryReadObject(ref reader, keys, out _)
            : TrySkip(ref reader);

    private bool TryReadObject(ref Utf8JsonReader reader, EntryKey keys, out EntryKey seen)
    {
        seen = EntryKey.None;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
                return true;

            var name = Text(ref reader);
            var key = EntryKeys.Find(name) & keys;
            if ((seen & key) != EntryKey.None)
                Fields.Fail("duplicate_key", $"The key '{Preview(name)}' stands twice in one object, so which one counts is unknown.");
            seen |= key;
            if (!reader.Read() || !TryReadField(ref reader, keys, key))
                return false;
        }

        return false;
    }
}
