using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary>Aggregates that keep values as they are.</summary>
internal static class CollectingAggregates
{
    /// <summary>How many values one group may collect.</summary>
    public const int MaxValues = 1_000_000;

    /// <summary>The rows.</summary>
    public static IReadOnlyList<AggregateDefinition> Definitions { get; } =
    [
        new("arbitrary(T) -> T", _ => () => new First()),
        new("array_agg(T) -> array(T)", _ => () => new Collect()),
        new("create_time_series(timestamp, T) -> timeseries(T)", _ => () => new Series()),
    ];

    private static void CheckBudget(int count, string name)
    {
        if (count >= MaxValues)
            throw new SqlException(FormattableString.Invariant(
                $"{name} exceeds {MaxValues} values in one group: narrow the query or add a GROUP BY"));
    }

    private sealed class First : Accumulator
    {
        private object? _value;

        public override void Add(Vector[] arguments, int row)
        {
            if (_value is null && !arguments[0].IsNull(row)) _value = arguments[0][row];
        }

        public override object? Result() => _value;
    }

    private sealed class Collect : Accumulator
    {
        private readonly List<object?> _values = [];

        public override void Add(Vector[] arguments, int row)
        {
            CheckBudget(_values.Count, "array_agg");
            _values.Add(arguments[0][row]);
        }

        public override object? Result() => _values.Count == 0 ? null : _values.ToArray();
    }

    private sealed class Series : Accumulator
    {
        private readonly List<SeriesPoint> _points = [];

        public override void Add(Vector[] arguments, int row)
        {
            CheckBudget(_points.Count, "create_time_series");
            if (arguments[0].IsNull(row) || arguments[1].IsNull(row))
                throw new SqlException("create_time_series does not take NULL times or values: filter them out with IS NOT NULL");
            _points.Add(new SeriesPoint(((Int64Vector)arguments[0]).Values[row], arguments[1][row]));
        }

        public override object? Result() =>
            _points.Count == 0 ? null : _points.OrderBy(point => point.TimeNs).ToArray<object?>();
    }
}
