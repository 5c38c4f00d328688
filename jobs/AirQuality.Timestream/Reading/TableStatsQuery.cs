using System.Globalization;

namespace AirQuality.Timestream.Reading;

/// <summary>How much the table holds.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="OldestMs">The oldest row's time, milliseconds since 1970-01-01 UTC; null where there is none.</param>
/// <param name="NewestMs">The newest row's time, milliseconds since 1970-01-01 UTC; null where there is none.</param>
public sealed record TableStats(long Rows, long? OldestMs, long? NewestMs);

/// <summary>Asks how much the table holds: all of it, so keep the answer.</summary>
/// <param name="runner">Runs the query.</param>
/// <param name="options">Valid settings.</param>
public sealed class TableStatsQuery(QueryRunner runner, TimestreamOptions options)
{
    /// <summary>Reads it.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public async Task<TableStats> ReadAsync(CancellationToken cancellationToken = default) =>
        await runner.FirstRowAsync(TimestreamSql.TableStats(options), cancellationToken) is [{ } rows, var oldest, var newest]
            ? new(
                long.Parse(rows, CultureInfo.InvariantCulture),
                oldest is null ? null : TimestreamTime.ToMs(oldest),
                newest is null ? null : TimestreamTime.ToMs(newest))
            : new(0, null, null);
}
