namespace AirQuality.TimestreamLocal.Storage;

/// <summary>
/// The newest row of each series, in order of series: its hour is known from the table of series' activity, so that each is a seek, however
/// old the table is. For ranges that nothing in the table lies after.
/// </summary>
/// <param name="connection">The snapshot.</param>
/// <param name="tableId">The table.</param>
/// <param name="range">When.</param>
/// <param name="series">The series' numbers, ascending; null for all.</param>
/// <param name="withData">Whether measures are wanted.</param>
internal sealed class NewestSeek(SqliteConnection connection, long tableId, HourRange range, int[]? series, bool withData)
    : RowPath(connection.Prepare(Sql(tableId, withData)))
{
    private int _next;

    /// <inheritdoc />
    public override bool IsNewestFirst => true;

    /// <inheritdoc />
    protected override bool MoveToRange()
    {
        if (_next == (series?.Length ?? 1))
            return false;
        var (first, last) = series is null ? (0, int.MaxValue) : (series[_next], LastOfRun(series));
        _next++;
        Row.Bind(1, first).Bind(2, last).Bind(3, range.First);
        return true;
    }

    /// <summary>Numbers that follow each other are one range.</summary>
    private int LastOfRun(int[] numbers)
    {
        while (_next + 1 < numbers.Length && numbers[_next + 1] == numbers[_next] + 1)
            _next++;
        return numbers[_next];
    }

    private static string Sql(long tableId, bool withData)
    {
        var (rows, activity) = (StoreSchema.RowsOf(tableId), StoreSchema.ActivityOf(tableId));
        return $"""
            SELECT r.hour, r.series, r.ns{(withData ? ", r.data" : "")} FROM {activity} a CROSS JOIN {rows} r
            ON r.hour = a.hour AND r.series = a.series AND r.ns = (SELECT max(ns) FROM {rows} WHERE hour = a.hour AND series = a.series)
            WHERE a.series BETWEEN ?1 AND ?2 AND a.hour >= ?3
            """;
    }
}
