namespace AirQuality.Core.Readings;

/// <summary>Judges readings, once their entries are merged.</summary>
internal static class ReadingFilter
{
    public const string DummyLocation = "dummy_location";
    public const string NoValuesLeft = "no_values_left";

    // Where Sensor.Community puts devices that have no place.
    private const long DummyLocationId = 11;

    /// <summary>Why a reading is not to be stored; null when it is.</summary>
    public static string? ReasonAgainst(Reading reading) =>
        reading.LocationId == DummyLocationId ? DummyLocation
        : reading.Measurements.Count == 0 ? NoValuesLeft
        : null;
}
