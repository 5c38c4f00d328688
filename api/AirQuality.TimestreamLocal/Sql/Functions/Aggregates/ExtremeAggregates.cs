using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary><c>min</c>, <c>max</c>, <c>min_by</c>, <c>max_by</c>, and their forms that keep n values.</summary>
internal static class ExtremeAggregates
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<AggregateDefinition> Definitions { get; } =
    [
        new("min(T) -> T", types => ByStorage<MinInt64, MinDouble, MinText, MinAny>(types[0], new PlainFactory())),
        new("max(T) -> T", types => ByStorage<MaxInt64, MaxDouble, MaxText, MaxAny>(types[0], new PlainFactory())),
        new("min(T, bigint) -> array(T)", types => ByStorage<MinInt64, MinDouble, MinText, MinAny>(types[0], new TopFactory(0, 1))),
        new("max(T, bigint) -> array(T)", types => ByStorage<MaxInt64, MaxDouble, MaxText, MaxAny>(types[0], new TopFactory(0, 1))),
        new("min_by(V, K) -> V", types => ByStorage<MinInt64, MinDouble, MinText, MinAny>(types[1], new ByFactory())),
        new("max_by(V, K) -> V", types => ByStorage<MaxInt64, MaxDouble, MaxText, MaxAny>(types[1], new ByFactory())),
        new("min_by(V, K, bigint) -> array(V)", types => ByStorage<MinInt64, MinDouble, MinText, MinAny>(types[1], new TopFactory(1, 2))),
        new("max_by(V, K, bigint) -> array(V)", types => ByStorage<MaxInt64, MaxDouble, MaxText, MaxAny>(types[1], new TopFactory(1, 2))),
    ];

    private static Func<Accumulator> ByStorage<TInt64, TDouble, TText, TAny>(SqlType key, Factory factory)
        where TInt64 : IRank<long> where TDouble : IRank<double> where TText : IRank<string> where TAny : IRank<object> =>
        (key as ScalarType)?.Kind switch
        {
            null or ScalarKind.Boolean or ScalarKind.Unknown => factory.Create<object, TAny>,
            ScalarKind.Double => factory.Create<double, TDouble>,
            ScalarKind.Varchar => factory.Create<string, TText>,
            _ => factory.Create<long, TInt64>,
        };

    private abstract class Factory
    {
        public abstract Accumulator Create<T, TRank>() where T : notnull where TRank : IRank<T>;
    }

    private sealed class PlainFactory : Factory
    {
        public override Accumulator Create<T, TRank>() => new Extreme<T, TRank>();
    }

    private sealed class ByFactory : Factory
    {
        public override Accumulator Create<T, TRank>() => new ExtremeBy<T, TRank>();
    }

    private sealed class TopFactory(int keyArgument, int countArgument) : Factory
    {
        public override Accumulator Create<T, TRank>() => new Top<T, TRank>(keyArgument, countArgument);
    }
}

/// <summary><c>min(x)</c>, <c>max(x)</c>.</summary>
internal sealed class Extreme<T, TRank> : Accumulator where T : notnull where TRank : IRank<T>
{
    private T _best = default!;
    private bool _any;

    public override void Add(Vector[] arguments, int row)
    {
        if (arguments[0].IsNull(row)) return;
        var value = TRank.Read(arguments[0], row);
        if (_any && !TRank.Beats(value, _best)) return;
        (_best, _any) = (value, true);
    }

    public override object? Result() => _any ? _best : null;
}

/// <summary><c>min_by(value, key)</c>, <c>max_by(value, key)</c>: rows with a NULL key do not count, a NULL value does.</summary>
internal sealed class ExtremeBy<TKey, TRank> : Accumulator where TRank : IRank<TKey>
{
    private TKey _best = default!;
    private object? _value;
    private bool _any;

    public override void Add(Vector[] arguments, int row)
    {
        if (arguments[1].IsNull(row)) return;
        var key = TRank.Read(arguments[1], row);
        if (_any && !TRank.Beats(key, _best)) return;
        (_best, _value, _any) = (key, arguments[0][row], true);
    }

    public override object? Result() => _value;
}

/// <summary>The n first by rank: <c>min(x, n)</c>, <c>max_by(value, key, n)</c>. Among equal keys the earlier row stands first.</summary>
internal sealed class Top<TKey, TRank>(int keyArgument, int countArgument) : Accumulator where TRank : IRank<TKey>
{
    private const int MaxCount = 10_000;
    private readonly List<(TKey Key, object? Value)> _kept = [];

    public override void Add(Vector[] arguments, int row)
    {
        if (arguments[keyArgument].IsNull(row) || arguments[countArgument].IsNull(row)) return;
        var wanted = Wanted(((Int64Vector)arguments[countArgument]).Values[row]);
        var key = TRank.Read(arguments[keyArgument], row);
        if (_kept.Count >= wanted && !TRank.Beats(key, _kept[^1].Key)) return;
        _kept.Insert(Place(key), (key, arguments[0][row]));
        if (_kept.Count > wanted) _kept.RemoveAt(_kept.Count - 1);
    }

    public override object? Result() => _kept.Count == 0 ? null : _kept.Select(entry => entry.Value).ToArray();

    private static long Wanted(long count) => count switch
    {
        <= 0 => throw new SqlException("second argument of max_n/min_n must be positive"),
        > MaxCount => throw new SqlException(
            FormattableString.Invariant($"second argument of max_n/min_n must be less than or equal to {MaxCount}; found {count}")),
        _ => count,
    };

    private int Place(TKey key)
    {
        var (low, high) = (0, _kept.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (TRank.Beats(key, _kept[middle].Key)) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
