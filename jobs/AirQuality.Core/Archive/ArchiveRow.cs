using AirQuality.Core.Index;
using AirQuality.Core.Readings;

namespace AirQuality.Core.Archive;

/// <summary>Where a sensor stood, and as what; of rows of one time the larger one counts, so that their order does not.</summary>
/// <param name="LocationId">The place's id.</param>
/// <param name="Latitude">Degrees north; NaN where the row has none.</param>
/// <param name="Longitude">Degrees east; NaN where the row has none.</param>
/// <param name="SensorType">The type of the sensor.</param>
internal readonly record struct ArchivePlace(long? LocationId, double Latitude, double Longitude, SensorType SensorType)
    : IComparable<ArchivePlace>
{
    public int CompareTo(ArchivePlace other)
    {
        var order = Nullable.Compare(LocationId, other.LocationId);
        order = order != 0 ? order : Latitude.CompareTo(other.Latitude);
        order = order != 0 ? order : Longitude.CompareTo(other.Longitude);
        return order != 0 ? order : string.CompareOrdinal(SensorType.Name, other.SensorType.Name);
    }
}

/// <summary>A row of which something is kept.</summary>
/// <param name="TimeMs">Its time, milliseconds since 1970-01-01 UTC.</param>
/// <param name="Place">Where.</param>
/// <param name="FirstValue">Its first value's place in the day's list of values.</param>
/// <param name="ValueCount">How many values follow from there.</param>
internal readonly record struct ArchiveRow(long TimeMs, ArchivePlace Place, int FirstValue, int ValueCount);

/// <summary>A value of a row that passed the filters.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Number">The value, exact.</param>
internal readonly record struct ArchiveValue(Quantity Quantity, ExactDecimal Number);
