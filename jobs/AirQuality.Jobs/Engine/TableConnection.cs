using AirQuality.Jobs.Settings;
using AirQuality.Timestream;
using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Writing;
using AirQuality.TimestreamLocal;
using AirQuality.TimestreamLocal.Hosting;
using Amazon.TimestreamQuery;
using Amazon.TimestreamWrite;

namespace AirQuality.Jobs.Engine;

/// <summary>The table that readings go to, and the clients that reach it: an endpoint, AWS, or the store embedded in the data folder.</summary>
internal sealed class TableConnection : IAsyncDisposable
{
    private readonly FolderStore? _store;
    private readonly IAmazonTimestreamWrite _write;
    private readonly IAmazonTimestreamQuery _query;
    private bool _isThere;

    private TableConnection(TimestreamOptions options, TableAddress address, FolderStore? store, TimeProvider time)
    {
        _store = store;
        Address = address;
        Options = options;
        _write = TimestreamClients.CreateWrite(options);
        _query = TimestreamClients.CreateQuery(options);
        Queries = new QueryRunner(_query, options);
        Held = new HeldQuery(Queries, options);
        Writer = new RecordWriter(_write, options, time);
    }

    /// <summary>Names the table in reports, in the landing zone and in the spool.</summary>
    public TableAddress Address { get; }

    /// <summary>How it is reached.</summary>
    public TimestreamOptions Options { get; }

    /// <summary>Whether this is the store embedded in the data folder.</summary>
    public bool IsEmbedded => _store is not null;

    /// <summary>Runs SQL.</summary>
    public QueryRunner Queries { get; }

    /// <summary>Asks what the table holds.</summary>
    public HeldQuery Held { get; }

    /// <summary>Writes records.</summary>
    public RecordWriter Writer { get; }

    /// <summary>Connects; serves the embedded store where no endpoint and no region is set.</summary>
    /// <exception cref="ConfigurationException">The settings do not name a table that could be.</exception>
    public static async Task<TableConnection> OpenAsync(AirQualitySettings settings, bool local, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = local
            ? settings.Timestream with { Endpoint = null, Region = null }
            : settings.Timestream.WithRegionOfEnvironment();
        var address = TableAddress.Of(options);
        if (options.Endpoint is not null || options.Region is not null)
            return new(options, address, null, time);

        var folder = new DataFolder(settings.Data);
        var store = await FolderStore.OpenAsync(
            new TimestreamLocalOptions { DataFile = folder.StoreFile, TimeProvider = time }, cancellationToken);
        return new(options with { Endpoint = store.Endpoint }, address, store, time);
    }

    /// <summary>
    /// Makes the table where it is missing and on this machine; one elsewhere has an owner, who makes it with the retention that he pays for.
    /// </summary>
    /// <returns>Why that cannot be told now, because the table is out of reach; null where it is there.</returns>
    /// <exception cref="TimestreamException">It cannot be made.</exception>
    public async Task<TimestreamException?> EnsureTableAsync(CancellationToken cancellationToken)
    {
        if (_isThere || Options.Endpoint is not { IsLoopback: true })
            return null;
        try
        {
            await new TableSetup(_write, Options).EnsureAsync(cancellationToken);
            _isThere = true;
            return null;
        }
        catch (TimestreamException e) when (e.IsTransient)
        {
            return e;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _write.Dispose();
        _query.Dispose();
        if (_store is not null)
            await _store.DisposeAsync();
    }
}
