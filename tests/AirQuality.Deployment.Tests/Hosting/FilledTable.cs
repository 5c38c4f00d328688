using AirQuality.Core.Feed;
using AirQuality.Core.Readings;
using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Writing;
using AirQuality.TimestreamLocal;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.Deployment.Tests.Hosting;

/// <summary>A local Timestream with what real sensors sent, moved to the two days before its clock, which stands still.</summary>
public sealed class FilledTable : IAsyncLifetime
{
    /// <summary>A location that was last heard of more than a day ago.</summary>
    internal const long Gone = 1_000_028;

    private readonly string _folder = Directory.CreateTempSubdirectory("airquality-deployment-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 10, 1, 12, 2, 0, TimeSpan.Zero));
    private TimestreamLocalServer? _server;
    private TimestreamOptions _options = new();

    /// <summary>The clock.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Everything that was written.</summary>
    public IReadOnlyList<Reading> Readings { get; private set; } = [];

    public async Task InitializeAsync()
    {
        const string milano = "data.json.v1.2020-04-19.area-milano.json";
        Reading[][] snapshots =
        [
            await ReadAsync(milano, new TimeSpan(0, 1, 0)),
            await ReadAsync(milano, new TimeSpan(0, 31, 0)),
            await ReadAsync(milano, new TimeSpan(2, 6, 0), averagingMinutes: 1440),
            await ReadAsync(milano, new TimeSpan(23, 16, 0)),
            await ReadAsync(milano, new TimeSpan(30, 1, 0)),
            await ReadAsync("data.json.v1.2026-09-28.area-berlin.excerpt-a.json", new TimeSpan(0, 2, 0)),
            [.. (await ReadAsync("data.json.v1.2019-04-25.two-locations.json", new TimeSpan(30, 2, 0))).Select(reading => reading with { LocationId = Gone })],
            await ReadAsync("data.json.v1.2017-01-16.json", new TimeSpan(5, 3, 0)),
            await ReadAsync("data.dust.min.json.2018-06-03.part-a.json", new TimeSpan(0, 12, 0)),
        ];
        Readings = [.. snapshots.SelectMany(readings => readings)];
        _server = await TimestreamLocalServer.StartAsync(new TimestreamLocalOptions { DataFile = Path.Combine(_folder, "timestream.db"), TimeProvider = _time });
        _options = new TimestreamOptions { Endpoint = _server.Endpoint, MaxAttempts = 1 };
        using var client = TimestreamClients.CreateWrite(_options);
        await new TableSetup(client, _options).EnsureAsync();
        var written = await new RecordWriter(client, _options, TimeProvider.System).WriteAsync([.. Readings.Select(RecordBuilder.Build)]);
        Assert.Equal(Readings.Count, written.Stored.Count);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs a query and puts its pages together.</summary>
    internal async Task<QueryPage> QueryAsync(string sql)
    {
        using var client = TimestreamClients.CreateQuery(_options);
        var pages = new List<QueryPage>();
        await foreach (var page in new QueryRunner(client, _options).QueryAsync(sql))
            pages.Add(page);
        return new QueryPage(pages[0].Columns, [.. pages.SelectMany(page => page.Rows)]);
    }

    private async Task<Reading[]> ReadAsync(string name, TimeSpan before, int averagingMinutes = 5)
    {
        await using var file = File.OpenRead(Fixtures.Feed(name));
        var snapshot = await SnapshotReader.ReadAsync(file, new SnapshotOptions { AveragingMinutes = averagingMinutes });
        var end = Now - before;
        return [.. snapshot.ShiftedBy(end - DateTimeOffset.FromUnixTimeMilliseconds(snapshot.NewestMs!.Value)).Readings];
    }
}
