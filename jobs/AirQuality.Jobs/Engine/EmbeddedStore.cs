using System.Net.Sockets;
using AirQuality.Jobs.Settings;
using AirQuality.TimestreamLocal;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.Jobs.Engine;

/// <summary>
/// The store of a data folder. One process serves it, the first that asks; others find its URL in the folder and talk to it, so a query
/// beside a running cycle sees the same store and the file has one writer.
/// </summary>
internal sealed class EmbeddedStore : IAsyncDisposable
{
    private static readonly TimeSpan UrlWait = TimeSpan.FromSeconds(10);
    private readonly TimestreamLocalServer? _server;
    private readonly string _urlFile;

    private EmbeddedStore(Uri endpoint, string urlFile, TimestreamLocalServer? server)
    {
        Endpoint = endpoint;
        _urlFile = urlFile;
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
        for (var started = time.GetTimestamp(); ;)
        {
            if (await TryHostAsync(folder, options, cancellationToken) is { } hosted)
                return hosted;
            if (ReadUrl(folder.StoreUrl) is { } url && await AnswersAsync(url, cancellationToken))
                return new(url, folder.StoreUrl, null);
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
    }

    private static async Task<EmbeddedStore?> TryHostAsync(DataFolder folder, TimestreamLocalOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var server = await TimestreamLocalServer.StartAsync(options, null, cancellationToken);
            await File.WriteAllTextAsync(folder.StoreUrl, server.Endpoint.ToString(), cancellationToken);
            return new(server.Endpoint, folder.StoreUrl, server);
        }
        catch (StorageException e) when (e.InUse)
        {
            return null;
        }
        catch (IOException e)
        {
            throw new ConfigurationException($"The store cannot be served on port {options.Port}: {e.Message}");
        }
    }

    // The URL may be one that a killed process left behind while the next one is still starting.
    private static async Task<bool> AnswersAsync(Uri url, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(url.Host, url.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
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
