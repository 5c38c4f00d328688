using AirQuality.TimestreamLocal.Sql.Execution;
using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary><c>approx_distinct</c> and <c>approx_percentile</c>: exact on small inputs, bounded in memory on any.</summary>
internal static class ApproximateAggregates
{
    /// <summary>The rows. In a percentile's row the weight, where there is one, is the second argument.</summary>
    public static IReadOnlyList<AggregateDefinition> Definitions { get; } =
    [
        new("approx_distinct(T) -> bigint", _ => () => new Distinct()),
        new("approx_distinct(T, double) -> bigint", _ => () => new Distinct()),
        .. Percentiles<long>("bigint", (vector, row) => ((Int64Vector)vector).Values[row]),
        .. Percentiles<double>("double", (vector, row) => ((DoubleVector)vector).Values[row]),
    ];

    private static IEnumerable<AggregateDefinition> Percentiles<T>(string type, Func<Vector, int, T> read) where T : struct =>
    [
        new($"approx_percentile({type}, double) -> {type}", _ => () => new Percentile<T>(read, weighted: false)),
        new($"approx_percentile({type}, array(double)) -> array({type})", _ => () => new Percentile<T>(read, weighted: false)),
        new($"approx_percentile({type}, double, double) -> {type}", _ => () => new Percentile<T>(read, weighted: true)),
        new($"approx_percentile({type}, double, array(double)) -> array({type})", _ => () => new Percentile<T>(read, weighted: true)),
    ];

    private sealed class Distinct : Accumulator
    {
        private const double DefaultError = 0.023;
        private DistinctSketch? _sketch;

        public override void Add(Vector[] arguments, int row)
        {
            if (arguments[0].IsNull(row)) return;
            _sketch ??= new DistinctSketch(arguments.Length > 1 ? ((DoubleVector)arguments[1]).Values[row] : DefaultError);
            _sketch.Add(StableHash.Of(arguments[0], row));
        }

        public override object Result() => _sketch?.Count() ?? 0L;
    }

    private sealed class Percentile<T>(Func<Vector, int, T> read, bool weighted) : Accumulator where T : struct
    {
        private readonly QuantileSketch<T> _sketch = new();
        private object? _wanted;

        public override void Add(Vector[] arguments, int row)
        {
            if (arguments[0].IsNull(row)) return;
            _wanted ??= arguments[^1][row];
            _sketch.Add(read(arguments[0], row), weighted ? Weight(arguments[1], row) : 1);
        }

        public override object? Result() => _sketch.IsEmpty ? null : _wanted switch
        {
            double fraction => _sketch.Quantile(Checked(fraction)),
            object?[] fractions => fractions.Select(object? (fraction) => _sketch.Quantile(Checked(fraction))).ToArray(),
            _ => null,
        };

        private static double Checked(object? fraction) => fraction is double and >= 0 and <= 1
            ? (double)fraction
            : throw new SqlException("Percentile must be between 0 and 1");

        private static double Weight(Vector weights, int row)
        {
            var weight = weights.IsNull(row) ? 0 : ((DoubleVector)weights).Values[row];
            return weight > 0 ? weight : throw new SqlException(Invariant($"percentile weight must be > 0, not {weight}"));
        }
    }
}
