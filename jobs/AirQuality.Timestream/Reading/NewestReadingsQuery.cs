namespace AirQuality.Timestream.Reading;

/// <summary>Asks for the newest reading of each sensor.</summary>
/// <param name="runner">Runs the query.</param>
/// <param name="options">Valid settings.</param>
public sealed class NewestReadingsQuery(QueryRunner runner, TimestreamOptions options)
{
    /// <summary>The end of a span that has none.</summary>
    public const long NoEnd = long.MaxValue;

    /// <summary>Reads them in one bounded query.</summary>
    /// <param name="columns">What the table has.</param>
    /// <param name="fromMs">The span's first millisecond since 1970-01-01 UTC.</param>
    /// <param name="toMs">Its last, or <see cref="NoEnd"/>.</param>
    /// <param name="sensorId">Only this sensor.</param>
    /// <param name="locationId">Only sensors while they were at this location.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>One reading a sensor, by rising sensor id.</returns>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public async Task<IReadOnlyList<StoredReading>> ReadAsync(
        TableColumns columns, long fromMs, long toMs = NoEnd, long? sensorId = null, long? locationId = null, CancellationToken cancellationToken = default)
    {
        var readings = new List<StoredReading>();
        if (!columns.Has(StoredColumns.SensorId) || (locationId is not null && !columns.Has(StoredColumns.LocationId)))
            return readings;

        var rows = new ReadingRows(columns.ValueTypes);
        var sql = TimestreamSql.NewestReadings(options, columns, fromMs, toMs, sensorId, locationId);
        await foreach (var page in runner.QueryAsync(sql, cancellationToken: cancellationToken))
            foreach (var row in page.Rows)
                if (rows.Read(row) is { } reading)
                    readings.Add(reading);
        readings.Sort((one, other) => one.SensorId.CompareTo(other.SensorId));
        return readings;
    }
}
