namespace AirQuality.TimestreamLocal.Storage;

/// <summary>
/// The newest row of each series in each hour, newest hours first and in order of series inside an hour. Whoever takes the first row of each
/// series has its newest, and may stop once all have come.
/// </summary>
internal sealed class NewestWalk(SqliteConnection connection, string rows, HourRange range, bool withData)
    : RowPath(connection.Prepare(Sql(rows, withData)))
{
    private readonly SqliteStatement _hourBefore =
        connection.Prepare($"SELECT hour FROM {rows} WHERE hour BETWEEN ?1 AND ?2 ORDER BY hour DESC LIMIT 1");

    private long _before = range.Last;

    /// <inheritdoc />
    public override void Dispose()
    {
        _hourBefore.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    public override bool IsNewestFirst => true;

    /// <inheritdoc />
    protected override bool MoveToRange()
    {
        _hourBefore.Reset();
        _hourBefore.Bind(1, range.First).Bind(2, _before);
        if (!_hourBefore.Step())
            return false;
        long hour = _hourBefore.Int64(0);
        _before = hour - 1;
        Row.Bind(1, hour).Bind(2, range.FirstNsOf(hour)).Bind(3, range.LastNsOf(hour));
        return true;
    }

    /// <summary>Beside <c>max</c>, SQLite gives a bare column of the row that has the maximum (SQLite, "Bare columns in an aggregate
    /// query"); the rows lie in the order of the groups, so it keeps nothing.</summary>
    private static string Sql(string rows, bool withData) =>
        $"SELECT hour, series, max(ns){(withData ? ", data" : "")} FROM {rows} WHERE hour = ?1 AND ns BETWEEN ?2 AND ?3 GROUP BY series";
}
