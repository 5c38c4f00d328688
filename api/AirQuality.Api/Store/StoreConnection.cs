using AirQuality.Timestream;
using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Writing;
using AirQuality.TimestreamLocal;
using AirQuality.TimestreamLocal.Hosting;
using Amazon.TimestreamQuery;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Store;

/// <summary>The way to the table: an endpoint, AWS, or, where neither is set, the store of the data folder, which this process serves if no other does.</summary>
internal sealed class StoreConnection(IOptions<TimestreamOptions> settings, IOptions<DataSettings> data, TimeProvider time) : IHostedService, IAsyncDisposable
{
    private FolderStore? _store;
    private IAmazonTimestreamQuery? _client;
    private TimestreamOptions? _options;
    private QueryRunner? _queries;

    /// <summary>How the table is reached.</summary>
    public TimestreamOptions Options => _options ?? throw new InvalidOperationException("The host has not started.");

    /// <summary>Runs SQL.</summary>
    public QueryRunner Queries => _queries ?? throw new InvalidOperationException("The host has not started.");

    /// <summary>Whether the table is on this machine, where asking costs nothing.</summary>
    public bool IsLocal => Options.Endpoint is { IsLoopback: true };

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = settings.Value.WithRegionOfEnvironment();
        if (options is { Endpoint: null, Region: null })
        {
            _store = await FolderStore.OpenAsync(
                new TimestreamLocalOptions { DataFile = Path.Combine(data.Value.Data, FolderStore.FileName), TimeProvider = time }, cancellationToken);
            options = options with { Endpoint = _store.Endpoint };
            using var writer = TimestreamClients.CreateWrite(options);
            await new TableSetup(writer, options).EnsureAsync(cancellationToken);
        }
        _client = TimestreamClients.CreateQuery(options);
        _queries = new QueryRunner(_client, options);
        _options = options;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_store is not null)
            await _store.DisposeAsync();
    }
}
