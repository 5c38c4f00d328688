namespace AirQuality.Core.Archive;

/// <summary>
/// What the table's live rows say of a sensor and the archive does not. With it, rows from the archive get the dimensions of the live
/// ones and are of the same series; without it they are a series of their own, found by the same <c>sensor_id</c>.
/// </summary>
/// <param name="SensorTypeName">The type that this is true of, <c>SDS011</c>: an id may have been given to another device.</param>
/// <param name="SensorPin">The station's pin.</param>
/// <param name="SensorTypeId">The id of the type.</param>
/// <param name="SensorTypeManufacturer">Who makes it.</param>
/// <param name="LocationId">Where it stands now.</param>
/// <param name="Country">The country of that place, and of no other.</param>
public sealed record KnownSensor(
    string SensorTypeName,
    string? SensorPin = null,
    long? SensorTypeId = null,
    string? SensorTypeManufacturer = null,
    long? LocationId = null,
    string? Country = null);
