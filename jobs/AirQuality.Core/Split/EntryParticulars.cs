using AirQuality.Core.Feed;
using AirQuality.Core.Readings;

namespace AirQuality.Core.Split;

/// <summary>What an entry says apart from its sensor, time and values. An engine hands it on as it is.</summary>
/// <param name="EntryId">The entry's id.</param>
/// <param name="SensorPin">The station's pin.</param>
/// <param name="SensorTypeId">The id of the sensor's type.</param>
/// <param name="SensorType">Its name.</param>
/// <param name="Manufacturer">Who makes it.</param>
/// <param name="LocationId">The place.</param>
/// <param name="Country">Upper case.</param>
/// <param name="Latitude">Degrees north; NaN: there is something that is no number.</param>
/// <param name="Longitude">Degrees east; likewise.</param>
/// <param name="Altitude">Metres; likewise.</param>
/// <param name="Indoor">Whether the sensor stands indoors.</param>
/// <param name="LongTexts">Texts that are too long to be anybody's name, and so were left out.</param>
internal sealed record EntryParticulars(
    long? EntryId,
    string? SensorPin,
    long? SensorTypeId,
    string? SensorType,
    string? Manufacturer,
    long? LocationId,
    string? Country,
    double? Latitude,
    double? Longitude,
    double? Altitude,
    bool? Indoor,
    int LongTexts)
{
    public static EntryParticulars Of(EntryFields fields) => new(
        fields.Id, fields.SensorPin, fields.SensorTypeId, fields.SensorType?.Name, fields.Manufacturer, fields.LocationId, fields.Country,
        fields.Latitude, fields.Longitude, fields.Altitude, fields.Indoor, fields.LongTexts);

    public EntryFields ToFields(long sensorId, long timeMs) => new()
    {
        Id = EntryId,
        TimeMs = timeMs,
        SensorId = sensorId,
        SensorPin = SensorPin,
        SensorTypeId = SensorTypeId,
        SensorType = SensorType is null ? null : SensorTypes.Find(SensorType),
        Manufacturer = Manufacturer,
        LocationId = LocationId,
        Country = Country,
        Latitude = Latitude,
        Longitude = Longitude,
        Altitude = Altitude,
        Indoor = Indoor,
        LongTexts = LongTexts,
    };
}
