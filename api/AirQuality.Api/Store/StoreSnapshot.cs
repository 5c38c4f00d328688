using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Store;

/// <summary>The store as it was last seen; immutable, so that one request sees one state.</summary>
/// <param name="Token">Stands for what was written so far; another one after each write that was seen.</param>
/// <param name="ChangedAt">When this server saw the newest write.</param>
/// <param name="Newest">The time of the newest reading; null while there is none.</param>
/// <param name="Columns">What the table has learned to hold.</param>
/// <param name="Readings">The newest reading of each sensor within the lookback, by rising sensor id.</param>
internal sealed record StoreSnapshot(
    string Token, DateTimeOffset ChangedAt, DateTimeOffset? Newest, TableColumns Columns, IReadOnlyList<StoredReading> Readings)
{
    private readonly Lazy<ILookup<long, StoredReading>> _byLocation = new(() =>
        Readings.Where(reading => reading.LocationId is not null).ToLookup(reading => reading.LocationId!.Value));

    private readonly Lazy<IReadOnlyList<LocationReading>> _locations = new(() => LocationReading.Merge(Readings));

    /// <summary>The newest reading of each sensor at a location.</summary>
    public IEnumerable<StoredReading> At(long locationId) => _byLocation.Value[locationId];

    /// <summary>The newest reading of a sensor; null where there is none.</summary>
    public StoredReading? Of(long sensorId)
    {
        var (low, high) = (0, Readings.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Readings[middle].SensorId == sensorId)
                return Readings[middle];
            (low, high) = Readings[middle].SensorId < sensorId ? (middle + 1, high) : (low, middle - 1);
        }
        return null;
    }

    /// <summary>The readings of each location as one, by rising location id.</summary>
    public IReadOnlyList<LocationReading> Locations => _locations.Value;
}
