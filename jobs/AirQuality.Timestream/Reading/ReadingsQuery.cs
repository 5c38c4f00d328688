using System.Globalization;
using System.Runtime.CompilerServices;

namespace AirQuality.Timestream.Reading;

/// <summary>Asks for rows of the table, newest first and by sensor id at one time.</summary>
/// <param name="runner">Runs the queries.</param>
/// <param name="options">Valid settings.</param>
public sealed class ReadingsQuery(QueryRunner runner, TimestreamOptions options)
{
    /// <summary>How many rows one query gives at most: what is sorted in one go.</summary>
    internal int RowsAtOnce { get; init; } = 50_000;

    /// <summary>How many rows there are.</summary>
    /// <param name="columns">What the table has.</param>
    /// <param name="criteria">Which rows.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public async Task<long> CountAsync(TableColumns columns, ReadingCriteria criteria, CancellationToken cancellationToken = default) =>
        !criteria.IsEmptyIn(columns) && await runner.FirstRowAsync(TimestreamSql.CountReadings(options, columns, criteria), cancellationToken) is [{ } count]
            ? long.Parse(count, CultureInfo.InvariantCulture)
            : 0;

    /// <summary>What changes when one of them is written, or one more.</summary>
    /// <param name="columns">What the table has.</param>
    /// <param name="criteria">Which rows.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public Task<NewestWrite> StateAsync(TableColumns columns, ReadingCriteria criteria, CancellationToken cancellationToken = default) =>
        criteria.IsEmptyIn(columns)
            ? Task.FromResult(new NewestWrite(null, 0, 0))
            : NewestWriteQuery.ReadAsync(runner, TimestreamSql.ReadingsState(options, columns, criteria), cancellationToken);

    /// <summary>
    /// Streams them. The span is read in slices from its end, so that the first rows come without a sort of everything and no sort is large;
    /// rows that are written to a part that was read already do not come.
    /// </summary>
    /// <param name="columns">What the table has.</param>
    /// <param name="criteria">Which rows.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="limit">The most rows; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public async IAsyncEnumerable<StoredReading> ReadAsync(
        TableColumns columns,
        ReadingCriteria criteria,
        ReadingPosition? after = null,
        long? limit = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (criteria.IsEmptyIn(columns))
            yield break;
        var rows = new ReadingRows(criteria.ValueTypesOf(columns));
        var slice = ReadingSlice.Last(criteria, after);
        var left = limit ?? long.MaxValue;
        while (left > 0 && slice is not null)
        {
            // Those of the position's own sensor and time come once more.
            var given = slice.After?.Given ?? 0;
            var asked = (int)Math.Min(left, RowsAtOnce) + given;
            var (count, position) = (0, slice.After);
            var sql = TimestreamSql.Readings(options, columns, criteria with { FromMs = slice.FromMs, ToMs = slice.ToMs }, slice.After, asked);
            await foreach (var page in runner.QueryAsync(sql, cancellationToken: cancellationToken))
            {
                foreach (var row in page.Rows)
                {
                    if (++count <= given || rows.Read(row) is not { } reading)
                        continue;
                    position = ReadingPosition.After(position, reading);
                    left--;
                    yield return reading;
                }
            }
            slice = count < asked ? slice.Before(criteria, count, RowsAtOnce) : slice.Rest(position!.Value, count);
        }
    }
}
