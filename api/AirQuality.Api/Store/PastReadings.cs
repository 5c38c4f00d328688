using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Store;

/// <summary>Asks the table for what fell silent before the lookback: one bounded question about one sensor or location.</summary>
internal sealed class PastReadings(StoreConnection connection, TimeProvider time)
{
    /// <summary>How far back is looked.</summary>
    public const int Days = 365;

    /// <summary>The newest reading of a sensor; null where there is none.</summary>
    public async Task<StoredReading?> OfSensorAsync(TableColumns columns, long sensorId, CancellationToken cancellationToken) =>
        await ReadAsync(columns, sensorId, null, cancellationToken) is [var reading, ..] ? reading : null;

    /// <summary>The newest reading of each sensor of a location; empty where there is none.</summary>
    public Task<IReadOnlyList<StoredReading>> OfLocationAsync(TableColumns columns, long locationId, CancellationToken cancellationToken) =>
        ReadAsync(columns, null, locationId, cancellationToken);

    private Task<IReadOnlyList<StoredReading>> ReadAsync(TableColumns columns, long? sensorId, long? locationId, CancellationToken cancellationToken) =>
        new NewestReadingsQuery(connection.Queries, connection.Options).ReadAsync(
            columns, time.GetUtcNow().AddDays(-Days).ToUnixTimeMilliseconds(), NewestReadingsQuery.NoEnd, sensorId, locationId, cancellationToken);
}
