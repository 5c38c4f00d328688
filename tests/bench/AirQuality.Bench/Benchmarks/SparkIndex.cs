using System.Globalization;
using AirQuality.Bench.Results;

namespace AirQuality.Bench.Benchmarks;

/// <summary>The index of every value of eight feeds on Spark: a scalar UDF, which the product uses, a vectorised one, and Spark's own expressions.</summary>
internal sealed class SparkIndex : IBenchmark
{
    private const int Runs = 8;
    private const int Cold = 3;

    private static readonly string Folder = Path.Combine(Repository.Bench, "AirQuality.Bench.Spark", "bin", "Release", "net10.0");

    public IReadOnlyList<string> Names => ["spark-index"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken)
    {
        try
        {
            using var process = SparkPeer.Start([feed.Path, Runs.ToString(CultureInfo.InvariantCulture)], ("airquality-bench-spark.dll", Folder));
            var lines = (await SparkPeer.LinesAsync(process, cancellationToken)).Select(line => line.Split(' ')).ToList();
            var values = lines.Single(words => words[0] == "values")[2];
            if (lines.Where(words => words[0] != "values").Select(words => words[2]).Distinct().Count() != 1)
                throw new BenchException("The three ways to the index do not agree.");

            double scalar = MedianOf("scalar"), vector = MedianOf("vector"), native = MedianOf("native");
            return
            [
                BenchRow.Plain("spark-index", scalar, "ms", FormattableString.Invariant($"{values} values by a scalar UDF; vectorised UDF {vector:0} ms, Spark's own expressions {native:0} ms"))
                    with { Ratio = scalar / Math.Min(vector, native) },
            ];

            double MedianOf(string name) => Measure.Median(
                lines.Where(words => words[0] == name).Skip(Cold).Select(words => double.Parse(words[1], CultureInfo.InvariantCulture)));
        }
        catch (PeerMissingException e)
        {
            return [BenchRow.NotRun("spark-index", "ms", "none", e.Message)];
        }
    }
}
