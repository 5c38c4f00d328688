using AirQuality.Core.Feed;
using AirQuality.Core.Readings;
using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;
using AirQuality.TimestreamLocal;
using AirQuality.TimestreamLocal.Faults;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.Api.Tests.Hosting;

/// <summary>
/// A local Timestream with two real snapshots: all sensors of five minutes in 2017, moved to six hours before the 2,959 dust sensors of
/// 2018-06-03. Its clock stands a minute after the newest reading.
/// </summary>
internal sealed class FilledStore : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("airquality-api-").FullName;
    private TimestreamLocalServer? _server;
    private int _port;

    private FilledStore(IReadOnlyList<Reading> readings)
    {
        Readings = readings;
        Time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(readings.Max(reading => reading.TimeMs)).AddMinutes(1));
    }

    /// <summary>Everything that was written.</summary>
    public IReadOnlyList<Reading> Readings { get; private set; }

    /// <summary>The clock of the store.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>When "the last 24 hours" end: with the present minute.</summary>
    public DateTimeOffset SpanEnd => DateTimeOffset.FromUnixTimeSeconds((Time.GetUtcNow().ToUnixTimeSeconds() / 60 * 60) + 60);

    /// <summary>Where it is; the same after a restart.</summary>
    public Uri Endpoint => new($"http://127.0.0.1:{_port}/");

    /// <summary>Its settings.</summary>
    public TimestreamOptions Options => new() { Endpoint = Endpoint, MaxAttempts = 1 };

    /// <summary>Starts it and writes the snapshots.</summary>
    public static async Task<FilledStore> StartAsync()
    {
        var dust = await ReadAsync("data.dust.min.json.2018-06-03.part-a.json");
        var all = await ReadAsync("data.json.v1.2017-01-16.json");
        var shift = TimeSpan.FromMilliseconds(dust.NewestMs!.Value - all.NewestMs!.Value) - TimeSpan.FromHours(6);
        var store = new FilledStore([.. all.ShiftedBy(shift).Readings, .. dust.Readings]);
        await store.ServeAsync();
        await store.WriteAsync(store.Readings);
        return store;
    }

    /// <summary>Serves the file, at the same address as before.</summary>
    public async Task ServeAsync(FaultScript? faults = null)
    {
        _server = await TimestreamLocalServer.StartAsync(
            new TimestreamLocalOptions { DataFile = Path.Combine(_folder, "timestream.db"), Port = _port, TimeProvider = Time, Faults = faults });
        _port = _server.Endpoint.Port;
    }

    /// <summary>Stops serving; the file stays.</summary>
    public async Task StopAsync()
    {
        await _server!.DisposeAsync();
        _server = null;
    }

    /// <summary>Writes one more reading.</summary>
    public async Task AddAsync(Reading reading)
    {
        await WriteAsync([reading]);
        Readings = [.. Readings, reading];
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WriteAsync(IReadOnlyList<Reading> readings)
    {
        using var client = TimestreamClients.CreateWrite(Options);
        await new TableSetup(client, Options).EnsureAsync();
        var result = await new RecordWriter(client, Options, TimeProvider.System).WriteAsync([.. readings.Select(RecordBuilder.Build)]);
        Assert.Equal(readings.Count, result.Stored.Count);
    }

    private static async Task<Snapshot> ReadAsync(string name)
    {
        await using var file = File.OpenRead(Fixtures.Feed(name));
        return await SnapshotReader.ReadAsync(file, new SnapshotOptions { AveragingMinutes = 5 });
    }
}
