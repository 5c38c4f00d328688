using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary>Sums and means.</summary>
internal static class SumAggregates
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<AggregateDefinition> Definitions { get; } =
    [
        new("sum(bigint) -> bigint", _ => () => new SumInt64()),
        new("sum(double) -> double", _ => () => new SumDouble()),
        new("sum(day_interval) -> day_interval", _ => () => new SumInt64()),
        new("sum(month_interval) -> month_interval", _ => () => new SumInt64()),
        new("avg(double) -> double", _ => () => new MeanDouble()),
        new("avg(day_interval) -> day_interval", _ => () => new MeanInt64()),
        new("avg(month_interval) -> month_interval", _ => () => new MeanInt64()),
        new("geometric_mean(double) -> double", _ => () => new GeometricMean()),
    ];

    private sealed class SumInt64 : Accumulator
    {
        private long _sum;
        private bool _any;

        public override void Add(Vector[] arguments, int row)
        {
            if (arguments[0].IsNull(row)) return;
            _sum = Arithmetic.Add(_sum, ((Int64Vector)arguments[0]).Values[row]);
            _any = true;
        }

        public override object? Result() => _any ? _sum : null;
    }

    private sealed class SumDouble : Accumulator
    {
        private double _sum;
        private bool _any;

        public override void Add(Vector[] arguments, int row)
        {
            if (arguments[0].IsNull(row)) return;
            _sum += ((DoubleVector)arguments[0]).Values[row];
            _any = true;
        }

        public override object? Result() => _any ? _sum : null;
    }

    private sealed class MeanDouble : Accumulator
    {
        private double _sum;
        private long _count;

        public override void Add(Vector[] arguments, int row)
        {
            if (arguments[0].IsNull(row)) return;
            _sum += ((DoubleVector)arguments[0]).Values[row];
            _count++;
        }

        public override object? Result() => _count == 0 ? null : _sum / _count;
    }

    private sealed class MeanInt64 : Accumulator
    {
        private Int128 _sum;
        private long _count;

        public override void Add(Vector[] arguments, int row)
        {
            if (arguments[0].IsNull(row)) return;
            _sum += ((Int64Vector)arguments[0]).Values[row];
            _count++;
        }

        public override object? Result() => _count == 0 ? null : (long)(_sum / _count);
    }

    private sealed class GeometricMean : Accumulator
    {
        private double _logarithms;
        private long _count;

        public override void Add(Vector[] arguments, int row)
        {
            if (arguments[0].IsNull(row)) return;
            _logarithms += Math.Log(((DoubleVector)arguments[0]).Values[row]);
            _count++;
        }

        public override object? Result() => _count == 0 ? null : Math.Exp(_logarithms / _count);
    }
}
