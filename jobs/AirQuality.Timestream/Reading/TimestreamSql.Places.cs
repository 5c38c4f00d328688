using System.Globalization;

namespace AirQuality.Timestream.Reading;

/// <summary>What the API asks of one place.</summary>
public static partial class TimestreamSql
{
    private const long HourMs = 3_600_000;

    /// <summary>Columns: a bin's beginning, its value, how many values it has; by rising time.</summary>
    internal static string Series(
        TimestreamOptions options, long locationId, string measure, SeriesAggregate aggregate, long binMs, long fromMs, long toMs)
    {
        var (column, bin) = (Name(measure), string.Create(CultureInfo.InvariantCulture, $"bin(time, {binMs}ms)"));
        var function = aggregate switch { SeriesAggregate.Max => "max", SeriesAggregate.Min => "min", _ => "avg" };
        return $"SELECT {bin} AS bin, {function}({column}) AS value, count(*) AS readings FROM {Table(options)} "
            + $"WHERE {AtPlace(locationId, fromMs, toMs)} AND {column} IS NOT NULL GROUP BY {bin} ORDER BY bin";
    }

    /// <summary>Columns: how many rows, how many with an index, the mean index, the hours that have one.</summary>
    internal static string Summary(TimestreamOptions options, TableColumns columns, long locationId, long fromMs, long toMs)
    {
        // Hours are the span's own, not the clock's: 24 hours that begin at ten past have 24 of them. The last instant belongs to the last one.
        var hour = string.Create(CultureInfo.InvariantCulture, $"least((to_milliseconds(time) - {fromMs}) / {HourMs}, {(toMs - fromMs - 1) / HourMs})");
        var ofIndex = columns.Has(StoredColumns.Index)
            ? $"count(aqi), avg(aqi), count(DISTINCT CASE WHEN aqi IS NOT NULL THEN {hour} END)"
            : "0, CAST(NULL AS DOUBLE), 0";
        return $"SELECT count(*), {ofIndex} FROM {Table(options)} WHERE {AtPlace(locationId, fromMs, toMs)}";
    }

    /// <summary>The first row of the largest index: its time, the index, that of PM10, that of PM2.5.</summary>
    internal static string LargestIndex(TimestreamOptions options, TableColumns columns, long locationId, long fromMs, long toMs) =>
        $"SELECT time, aqi, {ColumnOrNull(columns, StoredColumns.IndexPm10)}, {ColumnOrNull(columns, StoredColumns.IndexPm25)} FROM {Table(options)} "
        + $"WHERE {AtPlace(locationId, fromMs, toMs)} AND aqi IS NOT NULL ORDER BY aqi DESC, time, sensor_id LIMIT 1";

    private static string AtPlace(long locationId, long fromMs, long toMs) => Span(fromMs, toMs) + Equal(StoredColumns.LocationId, locationId);

    private static string ColumnOrNull(TableColumns columns, string column) => columns.Has(column) ? Name(column) : "CAST(NULL AS VARCHAR)";
}
