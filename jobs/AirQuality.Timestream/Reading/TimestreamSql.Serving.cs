using System.Globalization;
using AirQuality.Core.Records;

namespace AirQuality.Timestream.Reading;

/// <summary>What the API asks.</summary>
public static partial class TimestreamSql
{
    /// <summary>The table's columns.</summary>
    internal static string Describe(TimestreamOptions options) => $"DESCRIBE {Table(options)}";

    /// <summary>Columns: the newest time, how many rows, the sum of their averaging minutes.</summary>
    internal static string NewestWrite(TimestreamOptions options, TableColumns columns, long fromMs) =>
        Written(options, columns, Span(fromMs, NewestReadingsQuery.NoEnd));

    /// <summary>The same, of some rows.</summary>
    internal static string ReadingsState(TimestreamOptions options, TableColumns columns, ReadingCriteria criteria) =>
        Written(options, columns, Matches(columns, criteria));

    /// <summary>Columns: how many rows, the oldest time, the newest time.</summary>
    internal static string TableStats(TimestreamOptions options) =>
        $"SELECT count(*) AS row_count, min(time) AS oldest, max(time) AS newest FROM {Table(options)} WHERE measure_name = {Text(AirRecord.MeasureName)}";

    /// <summary>Columns: sensor id, time, <see cref="StoredColumns.All"/>, the value types.</summary>
    internal static string NewestReadings(TimestreamOptions options, TableColumns columns, long fromMs, long toMs, long? sensorId, long? locationId)
    {
        var picked = StoredColumns.All.Concat(columns.ValueTypes)
            .Select(column => columns.Has(column) ? $"max_by({Name(column)}, time)" : "CAST(NULL AS VARCHAR)");
        return $"SELECT sensor_id, max(time), {string.Join(", ", picked)} FROM {Table(options)} WHERE {Span(fromMs, toMs)}"
            + Equal(StoredColumns.SensorId, sensorId) + Equal(StoredColumns.LocationId, locationId) + " GROUP BY sensor_id";
    }

    private static string Written(TimestreamOptions options, TableColumns columns, string condition) =>
        $"SELECT max(time) AS newest, count(*) AS row_count, {(columns.Has("averaging_minutes") ? "sum(averaging_minutes)" : "0")} AS averaging "
        + $"FROM {Table(options)} WHERE {condition}";

    private static string Equal(string dimension, long? id) =>
        id is { } number ? $" AND {dimension} = {Text(number.ToString(CultureInfo.InvariantCulture))}" : "";

    private static string Span(long fromMs, long toMs) =>
        $"measure_name = {Text(AirRecord.MeasureName)} AND "
        + (toMs == NewestReadingsQuery.NoEnd ? $"time >= {Time(fromMs)}" : $"time BETWEEN {Time(fromMs)} AND {Time(toMs)}");
}
