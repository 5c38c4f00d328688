using System.Globalization;

namespace AirQuality.Timestream.Reading;

/// <summary>What changes whenever something is written to a span of time: a new row, a late one, or another version of one.</summary>
/// <param name="NewestMs">The newest row's time, milliseconds since 1970-01-01 UTC; null where there is none.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="AveragingSum">The sum of their averaging minutes, which another version of a row changes.</param>
public sealed record NewestWrite(long? NewestMs, long Rows, long AveragingSum);

/// <summary>Asks whether anything was written.</summary>
/// <param name="runner">Runs the query.</param>
/// <param name="options">Valid settings.</param>
public sealed class NewestWriteQuery(QueryRunner runner, TimestreamOptions options)
{
    /// <summary>Reads it in one bounded query.</summary>
    /// <param name="columns">What the table has.</param>
    /// <param name="fromMs">The span's first millisecond since 1970-01-01 UTC; it has no end.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public Task<NewestWrite> ReadAsync(TableColumns columns, long fromMs, CancellationToken cancellationToken = default) =>
        ReadAsync(runner, TimestreamSql.NewestWrite(options, columns, fromMs), cancellationToken);

    /// <summary>Reads the answer of a query with its three columns.</summary>
    internal static async Task<NewestWrite> ReadAsync(QueryRunner runner, string sql, CancellationToken cancellationToken) =>
        await runner.FirstRowAsync(sql, cancellationToken) is [var newest, { } rows, var sum]
            ? new(
                newest is null ? null : TimestreamTime.ToMs(newest),
                long.Parse(rows, CultureInfo.InvariantCulture),
                sum is null ? 0 : long.Parse(sum, CultureInfo.InvariantCulture))
            : new(null, 0, 0);
}
