using AirQuality.TimestreamLocal.Sql.Execution;
using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary><c>approx_distinct</c> and <c>approx_percentile</c>: exact on small inputs (a percentile without weights), bounded in
/// memory on any.</summary>
internal static class ApproximateAggregates
{
    /// <summary>The rows. In a percentile's row the weight, where there is one, is the second argument.</summary>
    public static IReadOnlyList<AggregateDefinition> Definitions { get; } =
    [
        new("approx_distinct(T) -> bigint", _ => () => new Distinct()),
        new("approx_distinct(T, double) -> bigint", _ => () => new Distinct()),
        .. Percentiles("bigint", (vector, row) => Exact(((Int64Vector)vector).Values[row]), value => (long)Math.Floor(value + 0.5)),
        .. Percentiles("double", (vector, row) => ((DoubleVector)vector).Values[row], value => value),
    ];

    private static IEnumerable<AggregateDefinition> Percentiles(string type, Func<Vector, int, double> read, Func<double, object> result) =>
    [
        new($"approx_percentile({type}, double) -> {type}", _ => () => new Percentile(read, result, weighted: false)),
        new($"approx_percentile({type}, array(double)) -> array({type})", _ => () => new Percentile(read, result, weighted: false)),
        new($"approx_percentile({type}, double, double) -> {type}", _ => () => new Percentile(read, result, weighted: true)),
        new($"approx_percentile({type}, double, array(double)) -> array({type})", _ => () => new Percentile(read, result, weighted: true)),
    ];

    private static double Exact(long value) => (Int128)(double)value == value
        ? value
        : throw new SqlException(Invariant($"no exact double representation for long: {value}"));

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

    private sealed class Percentile(Func<Vector, int, double> read, Func<double, object> result, bool weighted) : Accumulator
    {
        private readonly QuantileSketch _sketch = new();
        private object? _wanted;

        public override void Add(Vector[] arguments, int row)
        {
            foreach (var argument in arguments)
                if (argument.IsNull(row)) return;
            _wanted ??= arguments[^1][row];
            var value = read(arguments[0], row);
            if (!double.IsFinite(value)) throw new SqlException("approx_percentile takes finite values alone");
            _sketch.Add(value, weighted ? Weight(((DoubleVector)arguments[1]).Values[row]) : 1);
        }

        public override object? Result() => _sketch.IsEmpty ? null : _wanted switch
        {
            double fraction => Value(fraction),
            object?[] fractions => fractions.Select(Value).ToArray(),
            _ => null,
        };

        private object? Value(object? fraction) => fraction is double and >= 0 and <= 1
            ? result(_sketch.Quantile((double)fraction))
            : throw new SqlException("Percentile must be between 0 and 1");

        private static double Weight(double weight) =>
            weight > 0 ? weight : throw new SqlException(Invariant($"percentile weight must be > 0, not {weight}"));
    }
}
