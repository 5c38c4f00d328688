using AirQuality.Jobs.Settings;
using AirQuality.Timestream;
using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Writing;
using AirQuality.TimestreamLocal;
using Amazon.TimestreamQuery;
using Amazon.TimestreamWrite;

namespace AirQuality.Jobs.Engine;

/// <summary>The table that readings go to, and the clients that reach it: an endpoint, AWS, or the store embedded in the data folder.</summary>
internal sealed class TableConnection : IAsyncDisposable
{
    private readonly EmbeddedStore? _store;
    private readonly IAmazonTimestreamWrite _write;
    private readonly IAmazonTimestreamQuery _query;

    private TableConnection(TimestreamOptions options, TableAddress address, EmbeddedStore? store, TimeProvider time)
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

    /// <summary>Connects; serves the embedded store and makes its table where no endpoint and no region is set.</summary>
    /// <exception cref="ConfigurationException">The settings do not name a table that could be.</exception>
    public static async Task<TableConnection> OpenAsync(AirQualitySettings settings, bool local, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = local
            ? settings.Timestream with { Endpoint = null, Region = null }
            : settings.Timestream with { Region = settings.Timestream.Region ?? RegionFromEnvironment() };
        var address = TableAddress.Of(options);
        if (options.Endpoint is { } endpoint)
            return await EnsureTableAsync(new(options, address, null, time), endpoint.IsLoopback, cancellationToken);
        if (options.Region is not null)
            return new(options, address, null, time);

        var folder = new DataFolder(settings.Data);
        var store = await EmbeddedStore.OpenAsync(
            folder, new TimestreamLocalOptions { DataFile = folder.StoreFile, TimeProvider = time }, time, cancellationToken);
        return await EnsureTableAsync(new(options with { Endpoint = store.Endpoint }, address, store, time), true, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _write.Dispose();
        _query.Dispose();
        if (_store is not null)
            await _store.DisposeAsync();
    }

    // A table on this machine is made when it is missing; one elsewhere has an owner, who makes it with the retention that he pays for.
    private static async Task<TableConnection> EnsureTableAsync(TableConnection connection, bool mayCreate, CancellationToken cancellationToken)
    {
        if (!mayCreate)
            return connection;
        try
        {
            await new TableSetup(connection._write, connection.Options).EnsureAsync(cancellationToken);
            return connection;
        }
        catch (TimestreamException e) when (e.IsTransient)
        {
            return connection; // The cycle finds the table unreachable and spools.
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static string? RegionFromEnvironment() =>
        Environment.GetEnvironmentVariable("AWS_REGION") ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION");
}
