using AirQuality.TimestreamLocal.Sql.Functions.Aggregates;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Functions of values of any type. Those that must not evaluate all their arguments (IF, COALESCE, NULLIF, TRY) are
/// expressions of the language, not rows here.</summary>
internal static class GeneralFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        new(FunctionGroup.Conditional, "greatest(T...) -> T", Choice<MaxInt64, MaxDouble, MaxText, MaxAny>),
        new(FunctionGroup.Conditional, "least(T...) -> T", Choice<MinInt64, MinDouble, MinText, MinAny>),
        new(FunctionGroup.Conversion, "typeof(T) -> varchar", (parameters, result) =>
            (_, count, _) => Columns.Build(result, Enumerable.Repeat(parameters[0].DisplayName, count).ToArray(), count, null)),
    ];

    private static Func<Execution.Vector[], int, QueryContext, Execution.Vector> Choice<TInt64, TDouble, TText, TAny>(
        IReadOnlyList<SqlType> parameters, SqlType result)
        where TInt64 : IRank<long> where TDouble : IRank<double> where TText : IRank<string> where TAny : IRank<object>
    {
        var binding = (result as ScalarType)?.Kind switch
        {
            null or ScalarKind.Boolean or ScalarKind.Unknown => Lift.Variadic<object, object>(Best<object, TAny>),
            ScalarKind.Double => Lift.Variadic<double, double>(Best<double, TDouble>),
            ScalarKind.Varchar => Lift.Variadic<string, string>(Best<string, TText>),
            _ => Lift.Variadic<long, long>(Best<long, TInt64>),
        };
        return binding(parameters, result);
    }

    private static T Best<T, TRank>(T[] values) where TRank : IRank<T>
    {
        var best = values[0];
        foreach (var value in values.AsSpan(1))
            if (TRank.Beats(value, best)) best = value;
        return best;
    }
}
