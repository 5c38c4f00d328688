using System.Globalization;

namespace AirQuality.Timestream.Reading;

/// <summary>What the API asks of rows.</summary>
public static partial class TimestreamSql
{
    private const string SensorNumber = "TRY_CAST(sensor_id AS BIGINT)";

    /// <summary>Columns: how many rows.</summary>
    internal static string CountReadings(TimestreamOptions options, TableColumns columns, ReadingCriteria criteria) =>
        $"SELECT count(*) FROM {Table(options)} WHERE {Matches(columns, criteria)}";

    /// <summary>Columns: sensor id, time, <see cref="StoredColumns.All"/>, the criteria's value types; newest first.</summary>
    internal static string Readings(
        TimestreamOptions options, TableColumns columns, ReadingCriteria criteria, ReadingPosition? after, int limit)
    {
        var picked = StoredColumns.All.Concat(criteria.ValueTypesOf(columns)).Select(column => ColumnOrNull(columns, column));

        // Rows of one sensor and time differ in another dimension; any order will do that is the same each time.
        var others = StoredColumns.Dimensions.Append(StoredColumns.SensorTypeId).Where(columns.Has);
        return $"SELECT sensor_id, time, {string.Join(", ", picked)} FROM {Table(options)} WHERE {Matches(columns, criteria)}{NotBefore(after)} "
            + $"ORDER BY {string.Join(", ", others.Prepend(SensorNumber).Prepend("time DESC"))} LIMIT {limit.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Matches(TableColumns columns, ReadingCriteria criteria) =>
        Span(criteria.FromMs, criteria.ToMs)
        + $" AND {SensorNumber} IS NOT NULL"
        + Equal(StoredColumns.SensorId, criteria.SensorId)
        + Equal(StoredColumns.LocationId, criteria.LocationId)
        + OneOf(StoredColumns.Country, criteria.Countries)
        + OneOf($"lower({StoredColumns.SensorType})", [.. criteria.SensorTypes.Select(type => type.ToLowerInvariant())])
        + Bound(">=", criteria.IndexMin)
        + Bound("<=", criteria.IndexMax)
        + (criteria.ValueTypes.Count == 0 ? "" : $" AND ({string.Join(" OR ", criteria.ValueTypesOf(columns).Select(type => $"{Name(type)} IS NOT NULL"))})");

    private static string NotBefore(ReadingPosition? after) => after is { } position
        ? $" AND (time < {Time(position.TimeMs)} OR {SensorNumber} >= {position.SensorId.ToString(CultureInfo.InvariantCulture)})"
        : "";

    private static string OneOf(string column, IReadOnlyCollection<string> values) =>
        values.Count == 0 ? "" : $" AND {column} IN ({string.Join(", ", values.Select(Text))})";

    private static string Bound(string comparison, int? index) =>
        index is { } number ? $" AND aqi {comparison} {number.ToString(CultureInfo.InvariantCulture)}" : "";
}
