namespace AirQuality.Core.Feed;

/// <summary>The keys that are read, over all objects of an entry; any other key is none of them.</summary>
[Flags]
internal enum EntryKey
{
    None = 0,
    Id = 1 << 0,
    Timestamp = 1 << 1,
    Location = 1 << 2,
    Sensor = 1 << 3,
    Values = 1 << 4,
    Pin = 1 << 5,
    SensorType = 1 << 6,
    Name = 1 << 7,
    Manufacturer = 1 << 8,
    Latitude = 1 << 9,
    Longitude = 1 << 10,
    Altitude = 1 << 11,
    Country = 1 << 12,
    Indoor = 1 << 13,
    Value = 1 << 14,
    ValueType = 1 << 15,

    OfEntry = Id | Timestamp | Location | Sensor | Values,
    OfSensor = Id | Pin | SensorType,
    OfSensorType = Id | Name | Manufacturer,
    OfLocation = Id | Latitude | Longitude | Altitude | Country | Indoor,
    OfValue = Id | Value | ValueType,
}

internal static class EntryKeys
{
    public static EntryKey Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => EntryKey.Id,
        3 when name.SequenceEqual("pin"u8) => EntryKey.Pin,
        4 when name.SequenceEqual("name"u8) => EntryKey.Name,
        5 when name.SequenceEqual("value"u8) => EntryKey.Value,
        6 when name.SequenceEqual("sensor"u8) => EntryKey.Sensor,
        6 when name.SequenceEqual("indoor"u8) => EntryKey.Indoor,
        7 when name.SequenceEqual("country"u8) => EntryKey.Country,
        8 when name.SequenceEqual("location"u8) => EntryKey.Location,
        8 when name.SequenceEqual("latitude"u8) => EntryKey.Latitude,
        8 when name.SequenceEqual("altitude"u8) => EntryKey.Altitude,
        9 when name.SequenceEqual("timestamp"u8) => EntryKey.Timestamp,
        9 when name.SequenceEqual("longitude"u8) => EntryKey.Longitude,
        10 when name.SequenceEqual("value_type"u8) => EntryKey.ValueType,
        11 when name.SequenceEqual("sensor_type"u8) => EntryKey.SensorType,
        12 when name.SequenceEqual("manufacturer"u8) => EntryKey.Manufacturer,
        16 when name.SequenceEqual("sensordatavalues"u8) => EntryKey.Values,
        _ => EntryKey.None,
    };
}
