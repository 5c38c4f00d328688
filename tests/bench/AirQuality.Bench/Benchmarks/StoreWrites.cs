using System.Diagnostics;
using AirQuality.Bench.Results;
using AirQuality.Core.Feed;
using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Bench.Benchmarks;

/// <summary>
/// The local server, in a process of its own, takes a feed's records over HTTP from one client and from eight: eight of the SDK's clients, each
/// with its share of the records, one request at a time, and so a connection of its own. Plain SQLite takes the same records by hand on one thread,
/// on disk after each transaction, as the server's promise is: a hundred a transaction against one client, and eight hundred against eight, because
/// whoever writes by hand would commit together what waits together, as the server does.
/// </summary>
internal sealed class StoreWrites : IBenchmark
{
    private const int Rounds = 5;
    private const double Bar = 20_000;
    private const int RecordsAtOnce = 100;

    public IReadOnlyList<string> Names => ["store-write-1", "store-write-8"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Repository.Artifacts, "bench", "store");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var snapshot = await SnapshotReader.ReadAsync(new MemoryStream(feed.Bytes), new SnapshotOptions { AveragingMinutes = 1440 }, ct: cancellationToken);
        AirRecord[] records = [.. snapshot.Readings.Select(RecordBuilder.Build)];

        using var server = await LocalServer.StartAsync(folder, cancellationToken);
        await new TableSetup(TimestreamClients.CreateWrite(Options(server)), Options(server)).EnsureAsync(cancellationToken);
        using var floor = new PlainSqlite(Path.Combine(folder, "floor.db"));
        var rounds = new Round(records);
        return [await MeasureAsync(1), await MeasureAsync(8)];

        async Task<BenchRow> MeasureAsync(int clients)
        {
            var sdk = Enumerable.Range(0, clients).Select(_ => TimestreamClients.CreateWrite(Options(server))).ToArray();
            var writers = Array.ConvertAll(sdk, client => new RecordWriter(client, Options(server)));
            List<double> ours = [], plain = [];
            for (var round = -1; round < Rounds; round++)
            {
                var batch = rounds.Next();
                AirRecord[][] shares = [.. batch.Chunk((batch.Count / clients) + 1)];
                var started = Stopwatch.GetTimestamp();
                var reports = await Task.WhenAll(shares.Select((share, client) => Task.Run(() => writers[client].WriteAsync(share, cancellationToken))));
                var written = Stopwatch.GetTimestamp();
                if (reports.Sum(report => report.Stored.Count) != batch.Count)
                    throw new BenchException("The server did not store every record.");
                var begun = Stopwatch.GetTimestamp();
                floor.Write(batch, RecordsAtOnce * clients);
                if (round < 0)
                    continue;
                ours.Add(batch.Count / Stopwatch.GetElapsedTime(started, written).TotalSeconds);
                plain.Add(batch.Count / Stopwatch.GetElapsedTime(begun).TotalSeconds);
            }
            Array.ForEach(sdk, client => client.Dispose());
            return BenchRow.AtLeast($"store-write-{clients}", Measure.Median(ours), "records/s", Bar) with
            {
                Against = FormattableString.Invariant($"plain SQLite {Measure.Median(plain):0} records/s, {RecordsAtOnce * clients} a transaction"),
                Ratio = Measure.Median(ours.Zip(plain, (o, p) => o / p)),
            };
        }
    }

    private static TimestreamOptions Options(LocalServer server) => new() { Endpoint = server.Endpoint, MaxRequestsInFlight = 1 };

    /// <summary>The same records, a minute later each time: new rows of known series, as cycles bring them.</summary>
    private sealed class Round(AirRecord[] records)
    {
        private readonly long _newestMs = records.Max(record => record.TimeMs);
        private readonly long _startMs = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds();
        private int _round;

        public IReadOnlyList<AirRecord> Next()
        {
            var shiftMs = _startMs - _newestMs + (60_000L * _round++);
            return [.. records.Select(record => record with { TimeMs = record.TimeMs + shiftMs })];
        }
    }
}
