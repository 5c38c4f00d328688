using System.Globalization;

namespace AirQuality.Timestream.Reading;

/// <summary>The index of a place over a span of time.</summary>
/// <param name="Readings">How many rows there are.</param>
/// <param name="ReadingsWithIndex">How many of them have an index.</param>
/// <param name="MeanIndex">The mean of their indices; null where there is none.</param>
/// <param name="HoursWithIndex">In how many hours of the span, counted from its first instant, they lie.</param>
/// <param name="Max">The first reading of the largest index; null where there is none.</param>
public sealed record IndexSummary(long Readings, long ReadingsWithIndex, double? MeanIndex, long HoursWithIndex, IndexMaximum? Max)
{
    /// <summary>A place of which the table has nothing.</summary>
    public static IndexSummary None { get; } = new(0, 0, null, 0, null);
}

/// <summary>The reading of a largest index.</summary>
/// <param name="TimeMs">Its time, milliseconds since 1970-01-01 UTC.</param>
/// <param name="Index">The index, 1 to 10.</param>
/// <param name="IndexPm10">Its index of PM10; null where it has none.</param>
/// <param name="IndexPm25">Its index of PM2.5; null where it has none.</param>
public sealed record IndexMaximum(long TimeMs, int Index, int? IndexPm10, int? IndexPm25);

/// <summary>Asks what the index of a place was over a span of time.</summary>
/// <param name="runner">Runs the queries.</param>
/// <param name="options">Valid settings.</param>
public sealed class SummaryQuery(QueryRunner runner, TimestreamOptions options)
{
    /// <summary>Reads it in two bounded queries, the second for the reading of the maximum.</summary>
    /// <param name="columns">What the table has.</param>
    /// <param name="locationId">The place.</param>
    /// <param name="fromMs">The span's first millisecond since 1970-01-01 UTC.</param>
    /// <param name="toMs">Its last.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public async Task<IndexSummary> ReadAsync(
        TableColumns columns, long locationId, long fromMs, long toMs, CancellationToken cancellationToken = default)
    {
        if (fromMs > toMs || !columns.Has(StoredColumns.LocationId))
            return IndexSummary.None;
        var row = await runner.FirstRowAsync(TimestreamSql.Summary(options, columns, locationId, fromMs, toMs), cancellationToken);
        if (row is not [{ } readings, { } withIndex, var mean, { } hours])
            return IndexSummary.None;
        var summary = new IndexSummary(Whole(readings), Whole(withIndex), mean is null ? null : double.Parse(mean, CultureInfo.InvariantCulture), Whole(hours), Max: null);
        return summary.ReadingsWithIndex == 0
            ? summary
            : summary with { Max = ToMaximum(await runner.FirstRowAsync(TimestreamSql.LargestIndex(options, columns, locationId, fromMs, toMs), cancellationToken)) };
    }

    private static IndexMaximum? ToMaximum(string?[]? row) =>
        row is [{ } time, { } index, var pm10, var pm25]
            ? new(TimestreamTime.ToMs(time), (int)Whole(index), pm10 is null ? null : (int)Whole(pm10), pm25 is null ? null : (int)Whole(pm25))
            : null;

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
