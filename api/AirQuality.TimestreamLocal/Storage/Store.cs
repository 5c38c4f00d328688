using AirQuality.TimestreamLocal.Sql.Execution;
using Microsoft.Extensions.Logging;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>The data file: one writer, many readers, and its catalog in memory.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly FileStream _lock;
    private readonly SqliteConnection _connection;
    private readonly StoreSession _session;
    private readonly StoreWriter _writer;
    private readonly ReaderPool _readers;

    private Store(FileStream fileLock, SqliteConnection connection, string path, ILogger logger, TimeProvider time)
    {
        (_lock, _connection) = (fileLock, connection);
        _session = new StoreSession(connection);
        _readers = new ReaderPool(path);
        _writer = new StoreWriter(_session, logger);
        Rows = new StoreRowSource(this, _readers, time);
        Sweep = new RetentionSweep(this, logger, time);
    }

    /// <summary>Databases and tables as they are now.</summary>
    public StoreState State => _session.State;

    /// <summary>Where queries find rows.</summary>
    public IRowSource Rows { get; }

    /// <summary>What deletes rows past their retention.</summary>
    public RetentionSweep Sweep { get; }

    /// <summary>Opens a data file, made where it is missing.</summary>
    /// <exception cref="StorageException">The file is another program's, newer, damaged, or in use by another process.</exception>
    public static Store Open(string path, ILogger logger, TimeProvider time)
    {
        var fileLock = Lock(path);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteConnection.Open(path);
            StoreSchema.Prepare(connection, path);
            return new Store(fileLock, connection, path, logger, time);
        }
        catch
        {
            connection?.Dispose();
            fileLock.Dispose();
            throw;
        }
    }

    /// <summary>Has a change made; returns when it is on disk.</summary>
    /// <exception cref="StorageException">The file could not take it; nothing was changed.</exception>
    public Task ApplyAsync(StoreWork work, CancellationToken cancellationToken) => _writer.ApplyAsync(work, cancellationToken);

    /// <summary>Finishes the changes that wait, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await Sweep.DisposeAsync();
        await _writer.DisposeAsync();
        _readers.Dispose();
        _session.Dispose();
        _connection.Dispose();
        await _lock.DisposeAsync();
    }

    /// <summary>Series are numbered from memory, so a second process must not write the same file.</summary>
    private static FileStream Lock(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            return new FileStream(
                full + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"The data file '{path}' is in use by another process, or its folder cannot be written ({exception.Message}); "
                + "stop that process, or name another file.")
            {
                InUse = exception is IOException && File.Exists(full + ".lock"),
            };
        }
    }
}
