using AirQuality.Bench.Results;
using AirQuality.Core.Feed;

namespace AirQuality.Bench.Benchmarks;

/// <summary>Parse, filter, index and group, as a cycle does it, against the bare walk over the same bytes.</summary>
internal sealed class SnapshotParse : IBenchmark
{
    private const double MostTimesTheFloor = 2;
    private const int WarmUps = 10;
    private const int Pairs = 25;

    public IReadOnlyList<string> Names => ["parse"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken)
    {
        var times = await Measure.PairsAsync(
            () => Measure.TimeAsync(() => ReadAsync(feed, cancellationToken)), () => TokenFloor.WalkAsync(feed.Bytes), WarmUps, Pairs);
        var against = FormattableString.Invariant($"floor {times.PeerMs:0.0} ms, {times.Ratios[0]:0.00} to {times.Ratios[^1]:0.00} over {Pairs} pairs");
        return
        [
            new BenchRow("parse", times.SubjectMs, "ms", against, times.Ratio, $"at most {MostTimesTheFloor} x floor", times.Ratio <= MostTimesTheFloor),
            BenchRow.Plain("parse-allocated", await AllocatedAsync(feed, cancellationToken), "MB", FormattableString.Invariant($"feed {feed.Megabytes:0.0} MB")),
        ];
    }

    private static async Task<double> AllocatedAsync(Dataset feed, CancellationToken cancellationToken)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await ReadAsync(feed, cancellationToken);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6;
    }

    private static async Task ReadAsync(Dataset feed, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(feed.Bytes, writable: false);
        var snapshot = await SnapshotReader.ReadAsync(stream, new SnapshotOptions { AveragingMinutes = 1440 }, null, cancellationToken);
        if (snapshot.Entries != Generating.FeedGenerator.UsualEntries || snapshot.Malformed.Total != 0)
            throw new BenchException($"The snapshot has {snapshot.Entries} entries, {snapshot.Malformed.Total} of them malformed.");
    }
}
