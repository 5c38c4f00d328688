using System.Globalization;
using System.Security.Cryptography;
using AirQuality.Bench.Results;
using AirQuality.Core.Feed;
using AirQuality.Core.Readings;

namespace AirQuality.Bench.Benchmarks;

/// <summary>A file of the feed to indexed readings, here and in DuckDB. The rows of both must be the same before any time counts.</summary>
internal sealed class DuckDbDuel : IBenchmark
{
    private const double LeastTimesFaster = 5;
    private const int WarmUps = 10;
    private const int Pairs = 25;

    public IReadOnlyList<string> Names => ["duckdb"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken)
    {
        var bar = $"at least {LeastTimesFaster} x faster";
        try
        {
            using var peer = await DuckDbPeer.StartAsync(feed.Path, cancellationToken);
            await CompareRowsAsync(feed, peer, cancellationToken);
            var times = await Measure.PairsAsync(
                () => peer.RunAsync(cancellationToken),
                () => Measure.TimeAsync(() => ReadAsync(feed, cancellationToken)), WarmUps, Pairs);
            var against = FormattableString.Invariant(
                $"{peer.Version}, {times.SubjectMs:0.0} ms, {times.Ratios[0]:0.00} to {times.Ratios[^1]:0.00} over {Pairs} pairs");
            return [new BenchRow("duckdb", times.PeerMs, "ms", against, times.Ratio, bar, times.Ratio >= LeastTimesFaster)];
        }
        catch (PeerMissingException e)
        {
            return [BenchRow.NotRun("duckdb", "ms", bar, e.Message)];
        }
    }

    private static async Task<Snapshot> ReadAsync(Dataset feed, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(feed.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        return await SnapshotReader.ReadAsync(stream, new SnapshotOptions { AveragingMinutes = 1440 }, null, cancellationToken);
    }

    private static async Task CompareRowsAsync(Dataset feed, DuckDbPeer peer, CancellationToken cancellationToken)
    {
        var (ours, theirs) = (RowsFile("airquality"), RowsFile("duckdb"));
        var snapshot = await ReadAsync(feed, cancellationToken);
        await File.WriteAllLinesAsync(ours, snapshot.Readings.OrderBy(r => (r.SensorId, r.TimeMs)).Select(Row), cancellationToken);
        await peer.RunAsync(cancellationToken);
        await peer.WriteRowsAsync(theirs, cancellationToken);

        var checksum = await ChecksumAsync(ours, cancellationToken);
        if (checksum != await ChecksumAsync(theirs, cancellationToken))
            throw new BenchException($"The rows differ, so no time means anything: compare {ours} with {theirs}.");
        await Console.Error.WriteLineAsync($"{snapshot.Readings.Count} rows the same in both, sha256 {checksum}");

        string RowsFile(string contender) => Path.Combine(Path.GetDirectoryName(feed.Path)!, $"rows.{contender}.csv");
    }

    private static string Row(Reading reading) => string.Create(
        CultureInfo.InvariantCulture, $"{reading.SensorId},{DateTimeOffset.FromUnixTimeMilliseconds(reading.TimeMs):yyyy-MM-dd HH:mm:ss},{reading.Index}");

    private static async Task<string> ChecksumAsync(string file, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, cancellationToken)));
}
