using AirQuality.Bench.Results;

namespace AirQuality.Bench.Benchmarks;

/// <summary>Something to measure, by names that can be given on the command line.</summary>
internal interface IBenchmark
{
    /// <summary>The names; those of figures that come out of one run stand together.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Measures it.</summary>
    Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken);
}
