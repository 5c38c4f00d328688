using AirQuality.Bench.Results;

namespace AirQuality.Bench.Benchmarks;

/// <summary>Something to measure, by a name that can be given on the command line.</summary>
internal interface IBenchmark
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>Measures it.</summary>
    Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken);
}
