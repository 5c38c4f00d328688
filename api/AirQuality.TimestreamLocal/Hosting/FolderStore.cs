using System.Net.Sockets;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Hosting;

/// <summary>
/// The store of a data folder. One process serves it, the first that asks; others find its URL in the folder and talk to it, so a query
/// beside a running cycle sees the same store and the file has one writer.
/// </summary>
public sealed class FolderStore : IAsyncDisposable
{
    /// <summary>The name of the store's file in a data folder.</summary>
    public const string FileName = "timestream.db";

    private static readonly TimeSpan UrlWait = TimeSpan.FromSeconds(10);
    private readonly TimestreamLocalServer? _server;
    private readonly string _urlFile;

    private FolderStore(Uri endpoint, string urlFile, TimestreamLocalServer? server)
    {
        Endpoint = endpoint;
        _urlFile = urlFile;
        _server = server;
    }

    /// <summary>Where it is served.</summary>
    public Uri Endpoint { get; }

    /// <summary>Whether this process serves it.</summary>
    public bool Hosted => _server is not null;

    /// <summary>Serves the store, or finds the process that does.</summary>
    /// <param name="options">Its file, and how this process would serve it. The URL is told in a file beside it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="StorageException">The file is not ours, the port is taken, or another process holds the store and cannot be found.</exception>
    public static async Task<FolderStore> OpenAsync(TimestreamLocalOptions options, CancellationToken cancellationToken = default)
    {
        var time = options.TimeProvider;
        var urlFile = Path.ChangeExtension(options.DataFile, ".url");
        for (var started = time.GetTimestamp(); ;)
        {
            if (await TryHostAsync(options, urlFile, cancellationToken) is { } hosted)
                return hosted;
            if (ReadUrl(urlFile) is { } url && await AnswersAsync(url, cancellationToken))
                return new(url, urlFile, null);
            if (time.GetElapsedTime(started) > UrlWait)
                throw new StorageException($"Another process holds the store in '{Path.GetDirectoryName(options.DataFile)}' and does not say where it serves it. Stop it, or give another data folder.");
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

    private static async Task<FolderStore?> TryHostAsync(TimestreamLocalOptions options, string urlFile, CancellationToken cancellationToken)
    {
        try
        {
            var server = await TimestreamLocalServer.StartAsync(options, null, cancellationToken);
            await File.WriteAllTextAsync(urlFile, server.Endpoint.ToString(), cancellationToken);
            return new(server.Endpoint, urlFile, server);
        }
        catch (StorageException e) when (e.InUse)
        {
            return null;
        }
        catch (IOException e)
        {
            throw new StorageException($"The store cannot be served on port {options.Port}: {e.Message}");
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
