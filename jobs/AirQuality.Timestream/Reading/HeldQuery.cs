using System.Globalization;

namespace AirQuality.Timestream.Reading;

/// <summary>Asks what the table holds already, in bounded queries: never a scan of the whole table.</summary>
/// <param name="runner">Runs the queries.</param>
/// <param name="options">Valid settings.</param>
public sealed class HeldQuery(QueryRunner runner, TimestreamOptions options)
{
    /// <summary>
    /// How many readings one query asks for: with the longest ids and times it stays below a third of <see
    /// cref="TimestreamSql.MaxLength"/>.
    /// </summary>
    internal const int ReadingsAtOnce = 1_000;

    /// <summary>The newest time of each sensor in a span of time, in one query.</summary>
    /// <param name="fromMs">The span's first millisecond since 1970-01-01 UTC.</param>
    /// <param name="toMs">Its last.</param>
    /// <param name="minAveragingMinutes">Rows that are means over less are passed over.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Nothing where the table has no rows yet.</returns>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public Task<IReadOnlyList<(long SensorId, long TimeMs)>> NewestBySensorAsync(
        long fromMs, long toMs, int minAveragingMinutes, CancellationToken cancellationToken = default) =>
        ReadAsync(TimestreamSql.NewestBySensor(options, fromMs, toMs, minAveragingMinutes), cancellationToken);

    /// <summary>Which of some readings the table holds.</summary>
    /// <param name="readings">Sensor and time (milliseconds since 1970-01-01 UTC) of each.</param>
    /// <param name="minAveragingMinutes">Rows that are means over less do not count.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Exactly those held, each once.</returns>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public async Task<IReadOnlyList<(long SensorId, long TimeMs)>> HeldAmongAsync(
        IReadOnlyList<(long SensorId, long TimeMs)> readings, int minAveragingMinutes, CancellationToken cancellationToken = default)
    {
        var held = new List<(long, long)>();

        // Neighbours in time share a query, so that each query's span of time, which is what Timestream reads, stays narrow.
        foreach (var asked in readings.Distinct().OrderBy(reading => reading.TimeMs).Chunk(ReadingsAtOnce))
        {
            var rows = await ReadAsync(TimestreamSql.HeldAmong(options, asked, minAveragingMinutes), cancellationToken);
            held.AddRange(asked.Intersect(rows));
        }
        return held;
    }

    private async Task<IReadOnlyList<(long SensorId, long TimeMs)>> ReadAsync(string sql, CancellationToken cancellationToken)
    {
        var rows = new List<(long, long)>();
        try
        {
            await foreach (var page in runner.QueryAsync(sql, cancellationToken: cancellationToken))
                foreach (var row in page.Rows)
                    if (row is [{ } sensor, { } time] && long.TryParse(sensor, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                        rows.Add((id, TimestreamTime.ToMs(time)));
        }
        catch (TimestreamException failure) when (IsEmptyTable(failure))
        {
            return [];
        }
        return rows;
    }

    /// <summary>Timestream learns columns from writes: before the first record of a table its columns do not exist.</summary>
    private static bool IsEmptyTable(TimestreamException failure) =>
        failure.Code == TimestreamErrorCode.InvalidRequest
        && (failure.Message.Contains("Column 'sensor_id' does not exist", StringComparison.Ordinal)
            || failure.Message.Contains("Column 'averaging_minutes' does not exist", StringComparison.Ordinal));
}
