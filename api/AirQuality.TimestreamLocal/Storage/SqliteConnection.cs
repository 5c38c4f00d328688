using SQLitePCL;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>One connection to the store's file. Not thread-safe: one user at a time.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private const int BusyMs = 5_000;
    private readonly sqlite3 _handle;

    static SqliteConnection() => Batteries_V2.Init();

    private SqliteConnection(sqlite3 handle) => _handle = handle;

    /// <summary>How many rows the last INSERT, UPDATE or DELETE changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Whether a transaction is open; some errors end it by themselves.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Opens the file and makes it where it is missing.</summary>
    /// <exception cref="StorageException">The file cannot be opened.</exception>
    public static SqliteConnection Open(string path)
    {
        const int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        int code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        if (code != raw.SQLITE_OK)
        {
            string reason = raw.sqlite3_errmsg(handle).utf8_to_string();
            handle.Dispose();
            throw new StorageException($"The data file '{path}' cannot be opened: {reason}", code);
        }

        raw.sqlite3_busy_timeout(handle, BusyMs);
        return new SqliteConnection(handle);
    }

    /// <summary>Runs statements that take no values and give no rows.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>Compiles a statement for repeated use.</summary>
    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        return new SqliteStatement(this, statement);
    }

    /// <summary>The single integer that a statement gives.</summary>
    public long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>Throws what SQLite reports when a call did not end well.</summary>
    /// <exception cref="StorageException">With SQLite's words.</exception>
    public void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
            return;
        throw new StorageException($"The data file failed: {raw.sqlite3_errmsg(_handle).utf8_to_string()}", code);
    }

    /// <inheritdoc />
    public void Dispose() => _handle.Dispose();
}
