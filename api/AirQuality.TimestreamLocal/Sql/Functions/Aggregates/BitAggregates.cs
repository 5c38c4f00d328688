using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary>Aggregates of truth values and of bits.</summary>
internal static class BitAggregates
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<AggregateDefinition> Definitions { get; } =
    [
        new("bool_and(boolean) -> boolean", _ => () => new Truth(stopsAt: false)),
        new("every(boolean) -> boolean", _ => () => new Truth(stopsAt: false)),
        new("bool_or(boolean) -> boolean", _ => () => new Truth(stopsAt: true)),
        new("bitwise_and_agg(bigint) -> bigint", _ => () => new Bits((a, b) => a & b)),
        new("bitwise_or_agg(bigint) -> bigint", _ => () => new Bits((a, b) => a | b)),
    ];

    private sealed class Truth(bool stopsAt) : Accumulator
    {
        private bool _any;
        private bool _stopped;

        public override void Add(Vector[] arguments, int row)
        {
            if (arguments[0].IsNull(row)) return;
            _any = true;
            _stopped |= ((BooleanVector)arguments[0]).Values[row] == stopsAt;
        }

        public override object? Result() => _any ? _stopped == stopsAt : null;
    }

    private sealed class Bits(Func<long, long, long> combine) : Accumulator
    {
        private long? _bits;

        public override void Add(Vector[] arguments, int row)
        {
            if (arguments[0].IsNull(row)) return;
            var value = ((Int64Vector)arguments[0]).Values[row];
            _bits = _bits is { } bits ? combine(bits, value) : value;
        }

        public override object? Result() => _bits;
    }
}
