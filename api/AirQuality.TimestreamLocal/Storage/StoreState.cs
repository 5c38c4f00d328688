using System.Collections.Concurrent;
using System.Text.Json;
using AirQuality.TimestreamLocal.Catalog;
using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>The file's catalog in memory. The writer changes it; everyone reads. After a failed transaction it is loaded anew.</summary>
internal sealed class StoreState
{
    private static readonly TagSet NoTags = TagSet.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Shares strings of dimension values and short measures.</summary>
    public TextCache Texts { get; } = new();

    /// <summary>The databases by name.</summary>
    public ConcurrentDictionary<string, DatabaseInfo> Databases { get; } = new(StringComparer.Ordinal);

    /// <summary>The tables by database and name.</summary>
    public ConcurrentDictionary<(string Database, string Table), StoredTable> Tables { get; } = new();

    /// <summary>The tags of those that have any.</summary>
    public ConcurrentDictionary<TaggedResource, TagSet> Tags { get; } = new();

    /// <summary>Settings of the account by name, where they were changed.</summary>
    public ConcurrentDictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>The tags of a database or table, in order of key.</summary>
    public TagSet TagsOf(TaggedResource resource) => Tags.GetValueOrDefault(resource, NoTags);

    /// <summary>The table of a name, or null.</summary>
    public StoredTable? FindTable(string database, string table) => Tables.GetValueOrDefault((database, table));

    /// <summary>A database's tables in order of name.</summary>
    public IReadOnlyList<StoredTable> TablesOf(string database) =>
        [.. Tables.Values.Where(table => table.Info.Database == database).OrderBy(table => table.Info.Name, StringComparer.Ordinal)];

    /// <summary>Reads the catalog of a file.</summary>
    public static StoreState Load(SqliteConnection connection)
    {
        var state = new StoreState();
        state.LoadDatabases(connection);
        var tables = state.LoadTables(connection);
        LoadColumns(connection, tables);
        LoadSeries(connection, tables);
        foreach (var table in tables.Values)
            LoadActivity(connection, table);
        state.LoadTags(connection);
        state.LoadSettings(connection);
        return state;
    }

    private void LoadDatabases(SqliteConnection connection)
    {
        using var rows = connection.Prepare("SELECT name, kms_key_id, created_ms, updated_ms FROM databases");
        while (rows.Step())
        {
            var database = new DatabaseInfo(rows.Text(0)!, rows.Text(1), rows.Int64(2), rows.Int64(3));
            Databases[database.Name] = database;
        }
    }

    private Dictionary<long, StoredTable> LoadTables(SqliteConnection connection)
    {
        Dictionary<long, StoredTable> tables = [];
        using var rows = connection.Prepare("SELECT id, database, name, properties, created_ms, updated_ms FROM tables");
        while (rows.Step())
        {
            var properties = JsonSerializer.Deserialize(rows.Text(3)!, CatalogJson.Default.TableProperties)!;
            var info = new TableInfo(rows.Text(1)!, rows.Text(2)!, properties, rows.Int64(4), rows.Int64(5));
            var table = new StoredTable(rows.Int64(0), info, Texts);
            Tables[(info.Database, info.Name)] = tables[table.Id] = table;
        }

        return tables;
    }

    private static void LoadColumns(SqliteConnection connection, Dictionary<long, StoredTable> tables)
    {
        using var rows = connection.Prepare("SELECT table_id, id, name, role, type FROM columns ORDER BY table_id, id");
        while (rows.Step())
            tables[rows.Int64(0)].Columns.Add(new((int)rows.Int64(1), rows.Text(2)!, (ColumnRole)rows.Int64(3), (ValueKind)rows.Int64(4)));
    }

    private static void LoadSeries(SqliteConnection connection, Dictionary<long, StoredTable> tables)
    {
        using var rows = connection.Prepare("SELECT table_id, key FROM series ORDER BY table_id, id");
        while (rows.Step())
            tables[rows.Int64(0)].Series.Add(rows.Blob(1));
    }

    private static void LoadActivity(SqliteConnection connection, StoredTable table)
    {
        using var rows = connection.Prepare($"SELECT series, hour, kinds FROM {StoreSchema.ActivityOf(table.Id)}");
        while (rows.Step())
            table.Activity.Load((int)rows.Int64(0), new(rows.Int64(1), (RecordKinds)rows.Int64(2)));
    }

    private void LoadTags(SqliteConnection connection)
    {
        using var rows = connection.Prepare("SELECT database, table_name, key, value FROM tags");
        while (rows.Step())
        {
            var resource = new TaggedResource(rows.Text(0)!, rows.Text(1)!);
            Tags[resource] = TagsOf(resource).SetItem(rows.Text(2)!, rows.Text(3)!);
        }
    }

    private void LoadSettings(SqliteConnection connection)
    {
        using var rows = connection.Prepare("SELECT name, value FROM settings");
        while (rows.Step())
            Settings[rows.Text(0)!] = rows.Text(1)!;
    }
}
