using System.Text.Json;
using AirQuality.Bench.Results;

namespace AirQuality.Bench.Benchmarks;

/// <summary>The floor: <see cref="Utf8JsonReader"/> walks all tokens of the feed and does nothing with them.</summary>
internal sealed class TokenFloor : IBenchmark
{
    private const int WarmUps = 10;
    private const int Runs = 25;

    public IReadOnlyList<string> Names => ["floor"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var run = -WarmUps; run < Runs; run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ms = await WalkAsync(feed.Bytes);
            if (run >= 0)
                times.Add(ms);
        }
        var median = Measure.Median(times);
        return [BenchRow.Plain("floor", median, "ms", FormattableString.Invariant($"{feed.Megabytes / median * 1000:0} MB/s"))];
    }

    /// <summary>Walks the feed once.</summary>
    /// <returns>The time in ms.</returns>
    public static Task<double> WalkAsync(byte[] json) => Measure.TimeAsync(() =>
    {
        if (CountTokens(json) == 0)
            throw new BenchException("The feed is empty.");
        return Task.CompletedTask;
    });

    private static long CountTokens(byte[] json)
    {
        var tokens = 0L;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
            tokens++;
        return tokens;
    }
}
