using System.Collections.Concurrent;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>Connections for queries: each has its own snapshot and none waits for the writer.</summary>
internal sealed class ReaderPool(string path) : IDisposable
{
    private const int Kept = 8;
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private bool _disposed;

    /// <summary>A connection for one user; give it back with <see cref="Return"/>.</summary>
    public SqliteConnection Rent()
    {
        if (_idle.TryTake(out var connection))
            return connection;
        connection = SqliteConnection.Open(path);
        connection.Execute("PRAGMA query_only=ON; PRAGMA cache_size=-8192;");
        return connection;
    }

    /// <summary>Takes a connection back, and ends its snapshot.</summary>
    public void Return(SqliteConnection connection)
    {
        if (connection.InTransaction)
            connection.Execute("ROLLBACK");
        if (_disposed || _idle.Count >= Kept)
            connection.Dispose();
        else
            _idle.Add(connection);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var connection))
            connection.Dispose();
    }
}
