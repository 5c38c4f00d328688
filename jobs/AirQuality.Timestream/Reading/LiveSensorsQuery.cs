using System.Globalization;
using AirQuality.Core.Archive;

namespace AirQuality.Timestream.Reading;

/// <summary>Asks the table for the particulars of the sensors that report to it now.</summary>
/// <param name="runner">Runs the query.</param>
/// <param name="options">Valid settings.</param>
public sealed class LiveSensorsQuery(QueryRunner runner, TimestreamOptions options)
{
    /// <summary>Reads them in one bounded query.</summary>
    /// <param name="fromMs">The span's first millisecond since 1970-01-01 UTC.</param>
    /// <param name="toMs">Its last.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>By sensor, what its newest row in the span says; nothing where no feed was ever written to the table.</returns>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public async Task<IReadOnlyDictionary<long, KnownSensor>> ReadAsync(long fromMs, long toMs, CancellationToken cancellationToken = default)
    {
        var sensors = new Dictionary<long, (KnownSensor Sensor, long NewestMs)>();
        try
        {
            await foreach (var page in runner.QueryAsync(TimestreamSql.LiveSensors(options, fromMs, toMs), cancellationToken: cancellationToken))
            {
                foreach (var row in page.Rows)
                {
                    if (row is [var id, { } type, var pin, var typeId, var manufacturer, var location, var country, { } newest] && ToId(id) is { } sensorId)
                        Keep(sensorId, new KnownSensor(type, pin, ToId(typeId), manufacturer, ToId(location), country), TimestreamTime.ToMs(newest));
                }
            }
        }
        catch (TimestreamException failure) when (NoColumns(failure))
        {
            return new Dictionary<long, KnownSensor>();
        }

        return sensors.ToDictionary(sensor => sensor.Key, sensor => sensor.Value.Sensor);

        void Keep(long id, KnownSensor sensor, long newestMs)
        {
            if (!sensors.TryGetValue(id, out var other) || newestMs > other.NewestMs)
                sensors[id] = (sensor, newestMs);
        }
    }

    private static long? ToId(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    // Timestream learns columns from writes, and rows of the archive alone lack those of the feed.
    private static bool NoColumns(TimestreamException failure) =>
        failure.Code == TimestreamErrorCode.InvalidRequest && failure.Message.Contains("Column '", StringComparison.Ordinal);
}
