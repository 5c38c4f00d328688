using SQLitePCL;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>A compiled statement. Values are bound from 1, columns read from 0, as SQLite counts.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt statement) : IDisposable
{
    /// <summary>Binds an integer.</summary>
    public SqliteStatement Bind(int index, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(statement, index, value));
        return this;
    }

    /// <summary>Binds bytes.</summary>
    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        connection.Check(raw.sqlite3_bind_blob(statement, index, value));
        return this;
    }

    /// <summary>Binds text, or NULL.</summary>
    public SqliteStatement Bind(int index, string? value)
    {
        connection.Check(value is null ? raw.sqlite3_bind_null(statement, index) : raw.sqlite3_bind_text(statement, index, value));
        return this;
    }

    /// <summary>Moves to the next row; false at the end.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(statement);
        connection.Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs a statement that gives no rows, and makes it ready for the next.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Makes the statement ready for new values. What a failed step reported was thrown there already.</summary>
    public void Reset() => _ = raw.sqlite3_reset(statement);

    /// <summary>An integer column of the row.</summary>
    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>A blob column of the row, valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(statement, column);

    /// <summary>A text column of the row; null where it is NULL.</summary>
    public string? Text(int column) =>
        raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <inheritdoc />
    public void Dispose() => statement.Dispose();
}
