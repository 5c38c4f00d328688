using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary>Aggregates that count rows.</summary>
internal static class CountingAggregates
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<AggregateDefinition> Definitions { get; } =
    [
        new("count() -> bigint", _ => () => new CountRows()),
        new("count(T) -> bigint", _ => () => new CountValues()),
        new("count_if(boolean) -> bigint", _ => () => new CountTrue()),
    ];

    private sealed class CountRows : Accumulator
    {
        private long _count;

        public override void Add(Vector[] arguments, int row) => _count++;

        public override object Result() => _count;
    }

    private sealed class CountValues : Accumulator
    {
        private long _count;

        public override void Add(Vector[] arguments, int row)
        {
            if (!arguments[0].IsNull(row)) _count++;
        }

        public override object Result() => _count;
    }

    private sealed class CountTrue : Accumulator
    {
        private long _count;

        public override void Add(Vector[] arguments, int row)
        {
            if (!arguments[0].IsNull(row) && ((BooleanVector)arguments[0]).Values[row]) _count++;
        }

        public override object Result() => _count;
    }
}
