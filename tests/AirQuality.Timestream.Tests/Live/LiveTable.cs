using AirQuality.Core.Records;
using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Writing;
using AirQuality.TimestreamLocal;
using Amazon.TimestreamQuery;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.Timestream.Tests.Live;

/// <summary>A table of a local Timestream whose clock stands still; empty until something is written.</summary>
internal sealed class LiveTable : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly TimestreamLocalServer _server;
    private readonly IAmazonTimestreamQuery _client;

    private LiveTable(TemporaryFolder folder, TimestreamLocalServer server)
    {
        (_folder, _server) = (folder, server);
        Options = new TimestreamOptions { Endpoint = server.Endpoint, MaxAttempts = 1 };
        _client = TimestreamClients.CreateQuery(Options);
        Runner = new QueryRunner(_client, Options);
    }

    public TimestreamOptions Options { get; }

    public QueryRunner Runner { get; }

    public static async Task<LiveTable> StartAsync(long nowMs)
    {
        var folder = new TemporaryFolder();
        var server = await TimestreamLocalServer.StartAsync(new TimestreamLocalOptions
        {
            DataFile = folder.File("timestream.db"),
            TimeProvider = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(nowMs)),
        });
        var table = new LiveTable(folder, server);
        using var client = TimestreamClients.CreateWrite(table.Options);
        await new TableSetup(client, table.Options).EnsureAsync();
        return table;
    }

    public async Task WriteAsync(IEnumerable<AirRecord> records)
    {
        var all = records.ToList();
        using var client = TimestreamClients.CreateWrite(Options);
        var result = await new RecordWriter(client, Options).WriteAsync(all);
        Assert.Equal(all.Count, result.Stored.Count);
    }

    public Task<TableColumns> ColumnsAsync() => new TableColumnsQuery(Runner, Options).ReadAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
