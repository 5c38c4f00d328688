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
    private readonly TemporaryFolder _folder = new();
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
            await ReadAsync(milano, before: "00:01"),
            await ReadAsync(milano, before: "00:31"),
            await ReadAsync(milano, before: "02:06", averagingMinutes: 1440),
            await ReadAsync(milano, before: "23:16"),
            await ReadAsync(milano, before: "30:01"),
            await ReadAsync("data.json.v1.2026-09-28.area-berlin.excerpt-a.json", before: "00:02"),
            await ReadAsync("data.json.v1.2019-04-25.two-locations.json", before: "00:17"),
            await ReadAsync("data.json.v1.2017-01-16.json", before: "05:03"),
            await ReadAsync("data.dust.min.json.2018-06-03.part-a.json", before: "00:12"),
        ];
        Readings = [.. snapshots.SelectMany(readings => readings)];
        _server = await TimestreamLocalServer.StartAsync(new TimestreamLocalOptions { DataFile = _folder["timestream.db"], TimeProvider = _time });
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
        _folder.Dispose();
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

    private async Task<Reading[]> ReadAsync(string name, string before, int averagingMinutes = 5)
    {
        await using var file = File.OpenRead(Fixtures.Feed(name));
        var snapshot = await SnapshotReader.ReadAsync(file, new SnapshotOptions { AveragingMinutes = averagingMinutes });
        var (hours, minutes) = (int.Parse(before[..2], System.Globalization.CultureInfo.InvariantCulture), int.Parse(before[3..], System.Globalization.CultureInfo.InvariantCulture));
        var end = Now - new TimeSpan(hours, minutes, 0);
        return [.. snapshot.ShiftedBy(end - DateTimeOffset.FromUnixTimeMilliseconds(snapshot.NewestMs!.Value)).Readings];
    }
}
