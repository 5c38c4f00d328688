namespace AirQuality.TimestreamLocal.Storage;

/// <summary>Where a row stands in its table.</summary>
/// <param name="Series">The series' number.</param>
/// <param name="TimeNs">Nanoseconds since 1970 UTC.</param>
internal readonly record struct RowKey(int Series, long TimeNs);

/// <summary>The writer's statements on one table's rows.</summary>
internal sealed class RowTable : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _select;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _delete;
    private readonly SqliteStatement _oldest;
    private readonly SqliteStatement _saveActivity;
    private readonly SqliteStatement _deleteActivity;

    /// <summary>Prepares the statements for a table.</summary>
    public RowTable(SqliteConnection connection, long tableId)
    {
        _connection = connection;
        string rows = StoreSchema.RowsOf(tableId);
        _insert = connection.Prepare($"INSERT OR IGNORE INTO {rows}(hour, series, ns, version, data) VALUES(?1, ?2, ?3, ?4, ?5)");
        _select = connection.Prepare($"SELECT version, data FROM {rows} WHERE hour = ?1 AND series = ?2 AND ns = ?3");
        _update = connection.Prepare($"UPDATE {rows} SET version = ?4, data = ?5 WHERE hour = ?1 AND series = ?2 AND ns = ?3");
        _saveActivity = connection.Prepare(
            $"INSERT OR REPLACE INTO {StoreSchema.ActivityOf(tableId)}(series, hour, kinds) VALUES(?1, ?2, ?3)");
        _delete = connection.Prepare(
            $"""
            DELETE FROM {rows} WHERE (hour, series, ns) IN
                (SELECT hour, series, ns FROM {rows} WHERE hour < ?1 ORDER BY hour, series, ns LIMIT ?2)
            """);
        _oldest = connection.Prepare($"SELECT hour, series FROM {rows} ORDER BY hour, series, ns LIMIT 1");
        _deleteActivity = connection.Prepare($"DELETE FROM {StoreSchema.ActivityOf(tableId)} WHERE (hour, series) < (?1, ?2)");
    }

    /// <summary>Stores a row whose key is new; false, and nothing done, where the key is taken.</summary>
    public bool TryInsert(RowKey key, long version, ReadOnlySpan<byte> data)
    {
        At(_insert, key).Bind(4, version).Bind(5, data).Run();
        return _connection.Changes == 1;
    }

    /// <summary>The version of the row with a key, and whether its data equal <paramref name="data"/>; null where there is none.</summary>
    public (long Version, bool Same)? Find(RowKey key, ReadOnlySpan<byte> data)
    {
        At(_select, key);
        try
        {
            return _select.Step() ? (_select.Int64(0), _select.Blob(1).SequenceEqual(data)) : null;
        }
        finally
        {
            _select.Reset();
        }
    }

    /// <summary>Gives an existing row another version and data.</summary>
    public void Replace(RowKey key, long version, ReadOnlySpan<byte> data) => At(_update, key).Bind(4, version).Bind(5, data).Run();

    /// <summary>Stores what is known of a series.</summary>
    public void SaveActivity(int series, Activity activity) =>
        _saveActivity.Bind(1, series).Bind(2, activity.NewestHour).Bind(3, (long)activity.Kinds).Run();

    /// <summary>Deletes rows of the hours before one, the oldest first.</summary>
    /// <param name="hour">The first hour that stays.</param>
    /// <param name="most">How many to delete at most.</param>
    /// <returns>How many were deleted.</returns>
    public int DeleteBefore(long hour, int most)
    {
        _delete.Bind(1, hour).Bind(2, most).Run();
        return _connection.Changes;
    }

    /// <summary>The hour and series of the oldest row; after all others where there is none.</summary>
    public (long Hour, int Series) Oldest()
    {
        try
        {
            return _oldest.Step() ? (_oldest.Int64(0), (int)_oldest.Int64(1)) : (long.MaxValue, 0);
        }
        finally
        {
            _oldest.Reset();
        }
    }

    /// <summary>Forgets the activity of series whose newest row stood before the oldest there is: they have none left.</summary>
    public void DeleteActivityBefore((long Hour, int Series) oldest) =>
        _deleteActivity.Bind(1, oldest.Hour).Bind(2, oldest.Series).Run();

    /// <inheritdoc />
    public void Dispose()
    {
        _saveActivity.Dispose();
        _deleteActivity.Dispose();
        _oldest.Dispose();
        _delete.Dispose();
        _insert.Dispose();
        _select.Dispose();
        _update.Dispose();
    }

    private static SqliteStatement At(SqliteStatement statement, RowKey key) =>
        statement.Bind(1, RowTime.HourOf(key.TimeNs)).Bind(2, key.Series).Bind(3, RowTime.NsOf(key.TimeNs));
}
