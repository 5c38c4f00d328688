using System.Globalization;

namespace AirQuality.Timestream.Reading;

/// <summary>What becomes of the values of one bin.</summary>
public enum SeriesAggregate
{
    /// <summary>Their mean.</summary>
    Avg,

    /// <summary>The largest.</summary>
    Max,

    /// <summary>The smallest.</summary>
    Min,
}

/// <summary>One bin of a series.</summary>
/// <param name="FromMs">Its first millisecond since 1970-01-01 UTC.</param>
/// <param name="Value">The aggregate of its values.</param>
/// <param name="Readings">How many values there are, at least one.</param>
public readonly record struct SeriesBin(long FromMs, double Value, long Readings);

/// <summary>Asks for the course of a measure at a place.</summary>
/// <param name="runner">Runs the query.</param>
/// <param name="options">Valid settings.</param>
public sealed class SeriesQuery(QueryRunner runner, TimestreamOptions options)
{
    /// <summary>Reads it in one bounded query.</summary>
    /// <param name="columns">What the table has.</param>
    /// <param name="locationId">The place.</param>
    /// <param name="measure">A value type, or one of <see cref="TableColumns.IndexMeasures"/>.</param>
    /// <param name="aggregate">What becomes of a bin's values.</param>
    /// <param name="binMs">
    /// The bins' width in milliseconds. A bin begins at a whole multiple of it since 1970-01-01 UTC; the first may begin before the span, of
    /// which it then holds the part inside.
    /// </param>
    /// <param name="fromMs">The span's first millisecond since 1970-01-01 UTC.</param>
    /// <param name="toMs">Its last.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The bins that have values, by rising time; none where the table knows no such measure.</returns>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public async Task<IReadOnlyList<SeriesBin>> ReadAsync(
        TableColumns columns,
        long locationId,
        string measure,
        SeriesAggregate aggregate,
        long binMs,
        long fromMs,
        long toMs,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(binMs);
        var bins = new List<SeriesBin>();
        if (fromMs > toMs || !columns.Has(StoredColumns.LocationId) || !columns.HasMeasure(measure))
            return bins;
        var sql = TimestreamSql.Series(options, locationId, measure, aggregate, binMs, fromMs, toMs);
        await foreach (var page in runner.QueryAsync(sql, cancellationToken: cancellationToken))
            foreach (var row in page.Rows)
                if (row is [{ } from, { } value, { } readings])
                    bins.Add(new(TimestreamTime.ToMs(from), double.Parse(value, CultureInfo.InvariantCulture), long.Parse(readings, CultureInfo.InvariantCulture)));
        return bins;
    }
}
