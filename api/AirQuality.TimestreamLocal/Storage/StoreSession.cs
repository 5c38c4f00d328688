using System.Text;
using System.Text.Json;
using AirQuality.TimestreamLocal.Catalog;
using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>The writer's hands: each change is made in the file and in memory alike. Used by the writer alone, inside its
/// transaction.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _insertSeries;
    private readonly SqliteStatement _insertColumn;
    private readonly Dictionary<long, RowTable> _rowTables = [];
    private volatile StoreState _state;

    /// <summary>Works through a connection of its own.</summary>
    public StoreSession(SqliteConnection connection)
    {
        _connection = connection;
        _state = StoreState.Load(connection);
        _insertSeries = connection.Prepare("INSERT INTO series(table_id, id, key) VALUES(?1, ?2, ?3)");
        _insertColumn = connection.Prepare("INSERT INTO columns(table_id, id, name, role, type) VALUES(?1, ?2, ?3, ?4, ?5)");
    }

    /// <summary>The catalog as this transaction sees it.</summary>
    public StoreState State => _state;

    /// <summary>Starts a transaction.</summary>
    public void Begin() => _connection.Execute("BEGIN IMMEDIATE");

    /// <summary>Puts the transaction on disk.</summary>
    public void Commit() => _connection.Execute("COMMIT");

    /// <summary>Undoes the transaction, in the file and in memory.</summary>
    public void Rollback()
    {
        if (_connection.InTransaction)
            _connection.Execute("ROLLBACK");
        _state = StoreState.Load(_connection);
    }

    /// <summary>Stores a database, new or changed.</summary>
    public void SaveDatabase(DatabaseInfo database)
    {
        using var insert = _connection.Prepare(
            "INSERT OR REPLACE INTO databases(name, kms_key_id, created_ms, updated_ms) VALUES(?1, ?2, ?3, ?4)");
        insert.Bind(1, database.Name).Bind(2, database.KmsKeyId).Bind(3, database.CreatedMs).Bind(4, database.UpdatedMs).Step();
        State.Databases[database.Name] = database;
    }

    /// <summary>Deletes a database, which has no tables.</summary>
    public void DeleteDatabase(string name)
    {
        using var delete = _connection.Prepare("DELETE FROM databases WHERE name = ?1");
        delete.Bind(1, name).Step();
        State.Databases.TryRemove(name, out _);
        SaveTags(new(name, ""), TagSet.Empty);
    }

    /// <summary>Stores the tags of a database or table in place of those it had.</summary>
    public void SaveTags(TaggedResource resource, TagSet tags)
    {
        using var delete = _connection.Prepare("DELETE FROM tags WHERE database = ?1 AND table_name = ?2");
        delete.Bind(1, resource.Database).Bind(2, resource.Table).Step();
        using var insert = _connection.Prepare("INSERT INTO tags(database, table_name, key, value) VALUES(?1, ?2, ?3, ?4)");
        foreach (var (key, value) in tags)
            insert.Bind(1, resource.Database).Bind(2, resource.Table).Bind(3, key).Bind(4, value).Run();
        if (tags.IsEmpty)
            State.Tags.TryRemove(resource, out _);
        else
            State.Tags[resource] = tags;
    }

    /// <summary>Stores a setting of the account.</summary>
    public void SaveSetting(string name, string value)
    {
        using var insert = _connection.Prepare("INSERT OR REPLACE INTO settings(name, value) VALUES(?1, ?2)");
        insert.Bind(1, name).Bind(2, value).Step();
        State.Settings[name] = value;
    }

    /// <summary>Makes a table.</summary>
    public void CreateTable(TableInfo table)
    {
        using var insert = _connection.Prepare(
            "INSERT INTO tables(database, name, properties, created_ms, updated_ms) VALUES(?1, ?2, ?3, ?4, ?5) RETURNING id");
        insert.Bind(1, table.Database).Bind(2, table.Name).Bind(3, PropertiesOf(table));
        insert.Bind(4, table.CreatedMs).Bind(5, table.UpdatedMs).Step();
        long id = insert.Int64(0);
        insert.Step();
        StoreSchema.CreateRows(_connection, id);
        State.Tables[(table.Database, table.Name)] = new StoredTable(id, table, State.Texts);
    }

    /// <summary>Stores a table's changed properties.</summary>
    public void UpdateTable(StoredTable table, TableInfo info)
    {
        using var update = _connection.Prepare("UPDATE tables SET properties = ?2, updated_ms = ?3 WHERE id = ?1");
        update.Bind(1, table.Id).Bind(2, PropertiesOf(info)).Bind(3, info.UpdatedMs).Step();
        table.Info = info;
    }

    /// <summary>Deletes a table and its rows.</summary>
    public void DeleteTable(StoredTable table)
    {
        if (_rowTables.Remove(table.Id, out var rows))
            rows.Dispose();
        string id = FormattableString.Invariant($"{table.Id}");
        _connection.Execute(
            $"""
            DROP TABLE {StoreSchema.RowsOf(table.Id)};
            DROP TABLE {StoreSchema.ActivityOf(table.Id)};
            DELETE FROM series WHERE table_id = {id};
            DELETE FROM columns WHERE table_id = {id};
            DELETE FROM tables WHERE id = {id};
            """);
        State.Tables.TryRemove((table.Info.Database, table.Info.Name), out _);
        SaveTags(new(table.Info.Database, table.Info.Name), TagSet.Empty);
    }

    /// <summary>Adds a column to a table.</summary>
    public StoredColumn AddColumn(StoredTable table, ReadOnlySpan<byte> name, ColumnRole role, ValueKind kind)
    {
        var column = new StoredColumn(table.Columns.All.Length, Encoding.UTF8.GetString(name), role, kind);
        _insertColumn.Bind(1, table.Id).Bind(2, column.Id).Bind(3, column.Name).Bind(4, (long)role).Bind(5, (long)kind).Run();
        table.Columns.Add(column);
        return column;
    }

    /// <summary>The number of the series with a key; a new one where there is none.</summary>
    public int SeriesOf(StoredTable table, ReadOnlySpan<byte> key)
    {
        int id = table.Series.Find(key);
        if (id >= 0)
            return id;
        id = table.Series.Count;
        _insertSeries.Bind(1, table.Id).Bind(2, id).Bind(3, key).Run();
        table.Series.Add(key);
        return id;
    }

    /// <summary>Says that a row was stored: its series is known to reach its hour, and to have its kind of records.</summary>
    public void NoteActivity(StoredTable table, RowKey row, RecordKinds kinds)
    {
        if (table.Activity.Note(row.Series, RowTime.HourOf(row.TimeNs), kinds) is { } changed)
            RowsOf(table).SaveActivity(row.Series, changed);
    }

    /// <summary>Deletes rows of the hours before one, the oldest first, and what is known of series that have none left.</summary>
    /// <param name="table">The table.</param>
    /// <param name="hour">The first hour that stays.</param>
    /// <param name="most">How many rows to delete at most.</param>
    /// <returns>How many were deleted.</returns>
    public int DeleteBefore(StoredTable table, long hour, int most)
    {
        var rows = RowsOf(table);
        int deleted = rows.DeleteBefore(hour, most);
        if (deleted > 0)
        {
            var oldest = rows.Oldest();
            rows.DeleteActivityBefore(oldest);
            table.Activity.ForgetBefore(oldest);
        }

        return deleted;
    }

    /// <summary>A table's rows.</summary>
    public RowTable RowsOf(StoredTable table)
    {
        if (!_rowTables.TryGetValue(table.Id, out var rows))
            _rowTables[table.Id] = rows = new RowTable(_connection, table.Id);
        return rows;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var rows in _rowTables.Values)
            rows.Dispose();
        _insertSeries.Dispose();
        _insertColumn.Dispose();
    }

    private static string PropertiesOf(TableInfo table) => JsonSerializer.Serialize(table.Properties, CatalogJson.Default.TableProperties);
}
