using AirQuality.Jobs.Settings;
using AirQuality.TimestreamLocal;

namespace AirQuality.Jobs.Engine;

/// <summary>
/// The store of a data folder. One process serves it, the first that asks; others find its URL in the folder and talk to it, so a query
/// beside a running cycle sees the same store and the file has one writer.
/// </summary>
internal sealed class EmbeddedStore : IAsyncDisposable
{
    private static readonly TimeSpan UrlWait = TimeSpan.FromSeconds(10);
    private readonly FolderLock? _lock;
    private readonly TimestreamLocalServer? _server;
    private readonly string _urlFile;

    private EmbeddedStore(Uri endpoint, string urlFile, FolderLock? folderLock, TimestreamLocalServer? server)
    {
        Endpoint = endpoint;
        _urlFile = urlFile;
        _lock = folderLock;
        _server = server;
    }

    /// <summary>Where it is served.</summary>
    public Uri Endpoint { get; }

    /// <summary>Whether this process serves it.</summary>
    public bool Hosted => _server is not null;

    /// <summary>Serves the folder's store, or finds the process that does.</summary>
    /// <exception cref="ConfigurationException">Another process holds the store and cannot be found.</exception>
    public static async Task<EmbeddedStore> OpenAsync(DataFolder folder, TimestreamLocalOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (FolderLock.TryTake(folder.StoreLock) is { } taken)
                return await HostAsync(folder, options, taken, cancellationToken);
            if (ReadUrl(folder.StoreUrl) is { } url)
                return new(url, folder.StoreUrl, null, null);
            if (time.GetElapsedTime(started) > UrlWait)
                throw new ConfigurationException($"Another process holds the store in '{folder.Root}' and does not say where it serves it. Stop it, or give another --data.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            return;
        File.Delete(_urlFile);
        await _server.DisposeAsync();
        _lock?.Dispose();
    }

    private static async Task<EmbeddedStore> HostAsync(DataFolder folder, TimestreamLocalOptions options, FolderLock taken, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(folder.StoreUrl); // of a process that was killed
            var server = await TimestreamLocalServer.StartAsync(options, null, cancellationToken);
            await File.WriteAllTextAsync(folder.StoreUrl, server.Endpoint.ToString(), cancellationToken);
            return new(server.Endpoint, folder.StoreUrl, taken, server);
        }
        catch (Exception e)
        {
            taken.Dispose();
            throw e is IOException ? new ConfigurationException($"The store cannot be served on port {options.Port}: {e.Message}") : e;
        }
    }

    private static Uri? ReadUrl(string path)
    {
        try
        {
            return Uri.TryCreate(File.ReadAllText(path), UriKind.Absolute, out var url) ? url : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
