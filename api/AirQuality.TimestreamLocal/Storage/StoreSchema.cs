namespace AirQuality.TimestreamLocal.Storage;

/// <summary>
/// The layout of the file. A record's key is its series (table, measure name and dimensions) and its time. Series are numbered per
/// table and kept in memory, so that a row needs a small integer for them. Rows lie in one b-tree a table, clustered by hour, then
/// series, then time: a cycle's records, which share an hour and spread over every sensor, are written side by side at the tree's end
/// (keyed by series first, 35,000 sensors would dirty 35,000 pages); an hour of all sensors is one short range; one sensor's week is
/// 168 seeks; and no second index of the rows has to be kept. The newest record of every sensor cannot be found in such a tree without
/// reading far back for those that fell silent, so a small b-tree beside it holds each series' newest hour (and its kinds of records, for
/// SHOW MEASURES): it changes in the transaction of the row that changes it, so both are always of one moment, and only when a series
/// enters a new hour, so it costs a write one comparison and, once an hour, one more page. A row's measures are one blob of (column,
/// value) pairs in column order, so equal blobs mean equal records, and a scan decodes only the columns a query asks for.
/// </summary>
internal static class StoreSchema
{
    /// <summary>The layout's version, kept in the file's <c>user_version</c>.</summary>
    public const int Version = 2;

    /// <summary>Marks a file as ours (<c>application_id</c>, "AQTL").</summary>
    public const int ApplicationId = 0x4151544C;

    private const string Tables = """
        CREATE TABLE databases(name TEXT PRIMARY KEY, kms_key_id TEXT, created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL)
            WITHOUT ROWID;
        CREATE TABLE tables(id INTEGER PRIMARY KEY AUTOINCREMENT, database TEXT NOT NULL, name TEXT NOT NULL, properties TEXT NOT NULL,
            created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL, UNIQUE(database, name));
        CREATE TABLE columns(table_id INTEGER, id INTEGER, name TEXT NOT NULL, role INTEGER NOT NULL, type INTEGER NOT NULL,
            PRIMARY KEY(table_id, id)) WITHOUT ROWID;
        CREATE TABLE tags(database TEXT, table_name TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY(database, table_name, key))
            WITHOUT ROWID;
        CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE series(table_id INTEGER, id INTEGER, key BLOB NOT NULL, PRIMARY KEY(table_id, id)) WITHOUT ROWID;
        """;

    /// <summary>Sets how a connection works with the file: write-ahead log, and a commit is on disk when it returns.</summary>
    public static void Configure(SqliteConnection connection) => connection.Execute(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16384;");

    /// <summary>Makes the layout in a new file, or checks that an old one has it.</summary>
    /// <exception cref="StorageException">The file is another program's, of a newer version, or damaged.</exception>
    public static void Prepare(SqliteConnection connection, string path)
    {
        long version = Read(connection, "PRAGMA user_version", path);
        long application = Read(connection, "PRAGMA application_id", path);
        if (application == 0 && version == 0 && Read(connection, "SELECT count(*) FROM sqlite_schema", path) == 0)
        {
            Configure(connection);
            connection.Execute($"BEGIN IMMEDIATE; {Tables} PRAGMA application_id={ApplicationId}; PRAGMA user_version={Version}; COMMIT;");
            return;
        }

        if (application != ApplicationId)
            throw new StorageException($"The data file '{path}' is a database of another program; name another file.");
        if (version is < 1 or > Version)
            throw new StorageException(
                $"The data file '{path}' has layout version {version}, this program knows {Version}; "
                + "use the program that wrote it, or another file.");
        Configure(connection);
        CheckPages(connection, path);
        if (version < Version)
            StoreUpgrade.FromVersion1(connection);
    }

    /// <summary>Makes the b-trees for a table's rows.</summary>
    public static void CreateRows(SqliteConnection connection, long tableId) => connection.Execute(
        $"""
        CREATE TABLE {RowsOf(tableId)}(hour INTEGER, series INTEGER, ns INTEGER, version INTEGER NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY(hour, series, ns)) WITHOUT ROWID;
        {CreateActivity(tableId)};
        """);

    /// <summary>The statement that makes the b-tree of what is known of a table's series.</summary>
    public static string CreateActivity(long tableId) =>
        $"CREATE TABLE {ActivityOf(tableId)}(series INTEGER PRIMARY KEY, hour INTEGER NOT NULL, kinds INTEGER NOT NULL)";

    /// <summary>The name of the b-tree of a table's rows.</summary>
    public static string RowsOf(long tableId) => FormattableString.Invariant($"rows_{tableId}");

    /// <summary>The name of the b-tree of what is known of a table's series.</summary>
    public static string ActivityOf(long tableId) => FormattableString.Invariant($"activity_{tableId}");

    private static void CheckPages(SqliteConnection connection, string path)
    {
        foreach (string table in (string[])["databases", "tables", "columns", "tags", "settings", "series"])
            Read(connection, $"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 1)", path);
    }

    private static long Read(SqliteConnection connection, string sql, string path)
    {
        try
        {
            return connection.Scalar(sql);
        }
        catch (StorageException exception)
        {
            throw new StorageException(
                $"The data file '{path}' is damaged or no database ({exception.Message}); restore it, or name another file.",
                exception.Code);
        }
    }
}
