using System.Globalization;
using AirQuality.Bench.Results;
using AirQuality.Bench.Serving;
using AirQuality.Core.Feed;
using AirQuality.Core.Readings;
using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Bench.Benchmarks;

/// <summary>
/// The API before a local store of 35,000 sensors, and a bare minimal API that has the same bytes in memory: requests a second in turn, then
/// latencies at a steady rate. Server and client share two cores, so that all figures are low and the ratios count.
/// </summary>
internal sealed class ApiReads : IBenchmark
{
    private const int Connections = 8;
    private const int Pairs = 5;
    private const double LeastOfCeiling = 0.6;
    private const double SteadyRate = 500;
    private const double MostSteadyMs = 20;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SteadyLength = TimeSpan.FromSeconds(20);

    public IReadOnlyList<string> Names => ["api-latest", "api-series", "api-country"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Repository.Artifacts, "bench", "api");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        using var store = await LocalServer.StartAsync(folder, cancellationToken);
        var readings = await FillAsync(feed, store.Endpoint, cancellationToken);
        using var api = await ServerProcess.StartApiAsync(store.Endpoint, cancellationToken);

        long[] locations = [.. readings.Select(reading => reading.LocationId).OfType<long>().Distinct()];
        var busiest = readings.Where(reading => reading.Index is not null).GroupBy(reading => reading.LocationId).MaxBy(group => group.Count())!.Key;
        (string Name, string Path)[] questions =
        [
            ("api-latest", string.Create(CultureInfo.InvariantCulture, $"/v1/latest?location_id={busiest}")),
            ("api-series", string.Create(CultureInfo.InvariantCulture, $"/v1/locations/{busiest}/series?measure=P1&last=24h&bin=5m")),
            ("api-country", "/v1/latest?country=DE&format=geojson&limit=10000"),
        ];
        var rows = new List<BenchRow>();
        foreach (var (name, path) in questions)
            rows.Add(await AgainstCeilingAsync(name, path, api, Path.Combine(folder, name), cancellationToken));

        // Another location each time: what is measured is the endpoint and not the cache.
        string[] paths = [.. locations.Select(id => string.Create(CultureInfo.InvariantCulture, $"/v1/latest?location_id={id}"))];
        new Random(1).Shuffle(paths);
        var load = new HttpLoad(api.Url);
        await load.SteadyAsync(paths, Connections, SteadyRate, SteadyLength / 4, cancellationToken);
        var steady = await load.SteadyAsync(paths, Connections, SteadyRate, SteadyLength, cancellationToken);
        rows.Insert(1, BenchRow.AtMost("api-latest-p99", steady.Percentile(0.99), "ms", MostSteadyMs) with
        {
            Against = FormattableString.Invariant(
                $"{SteadyRate:0} requests/s, another location each time: p50 {steady.Percentile(0.5):0.0}, p95 {steady.Percentile(0.95):0.0}, max {steady.LatenciesMs[^1]:0.0} ms"),
        });
        return rows;
    }

    private static async Task<BenchRow> AgainstCeilingAsync(string name, string path, ServerProcess api, string folder, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = api.Url };
        var bytes = await client.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellationToken);
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "0"), bytes, cancellationToken);
        using var ceiling = await ServerProcess.StartCeilingAsync(folder, cancellationToken);

        List<LoadFigures> ours = [], bare = [];
        for (var pair = -1; pair < Pairs; pair++)
        {
            var our = await new HttpLoad(api.Url).AsFastAsItGoesAsync([path], Connections, Round, cancellationToken);
            var their = await new HttpLoad(ceiling.Url).AsFastAsItGoesAsync(["/0"], Connections, Round, cancellationToken);
            if (pair < 0)
                continue;
            ours.Add(our);
            bare.Add(their);
        }
        var ratio = Measure.Median(ours.Zip(bare, (our, their) => our.RequestsPerSecond / their.RequestsPerSecond));
        var middle = ours.OrderBy(figures => figures.RequestsPerSecond).ElementAt(Pairs / 2);
        var against = FormattableString.Invariant(
            $"bare endpoint {Measure.Median(bare.Select(figures => figures.RequestsPerSecond)):0} requests/s, same {bytes.Length / 1e3:0.0} kB; p50 {middle.Percentile(0.5):0.00}, p95 {middle.Percentile(0.95):0.00}, p99 {middle.Percentile(0.99):0.00} ms at {Connections} connections");
        return name == "api-latest"
            ? new(name, middle.RequestsPerSecond, "requests/s", against, ratio, FormattableString.Invariant($"at least {LeastOfCeiling} x bare endpoint"), ratio >= LeastOfCeiling)
            : BenchRow.Plain(name, middle.RequestsPerSecond, "requests/s", against) with { Ratio = ratio };
    }

    // A day of readings, one each two hours, so that series have something to say.
    private static async Task<IReadOnlyList<Reading>> FillAsync(Dataset feed, Uri store, CancellationToken cancellationToken)
    {
        var options = new TimestreamOptions { Endpoint = store };
        using var client = TimestreamClients.CreateWrite(options);
        await new TableSetup(client, options).EnsureAsync(cancellationToken);
        var snapshot = await SnapshotReader.ReadAsync(new MemoryStream(feed.Bytes), new SnapshotOptions { AveragingMinutes = 1440 }, ct: cancellationToken);
        var shift = TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(snapshot.NewestMs!.Value);
        for (var hours = 22; hours >= 0; hours -= 2)
        {
            var records = snapshot.ShiftedBy(shift - TimeSpan.FromHours(hours)).Readings.Select(RecordBuilder.Build).ToArray();
            var written = await new RecordWriter(client, options).WriteAsync(records, cancellationToken);
            if (written.Stored.Count != records.Length)
                throw new BenchException("The server did not store every record.");
        }
        return snapshot.Readings;
    }
}
