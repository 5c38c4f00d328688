using System.Collections.Frozen;
using AirQuality.TimestreamLocal.Sql.Functions.Aggregates;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Every aggregate function of the dialect, one row an overload. Names are matched without regard to case.</summary>
internal static class AggregateTable
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<AggregateDefinition> Definitions { get; } =
    [
        .. CountingAggregates.Definitions,
        .. SumAggregates.Definitions,
        .. ExtremeAggregates.Definitions,
        .. BitAggregates.Definitions,
        .. CollectingAggregates.Definitions,
        .. StatisticalAggregates.Definitions,
        .. ApproximateAggregates.Definitions,
    ];

    private static readonly FrozenDictionary<string, AggregateDefinition[]> ByName = Definitions
        .GroupBy(definition => definition.Signature.Name)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is an aggregate function of this name.</summary>
    public static bool Exists(string name) => ByName.ContainsKey(name);

    /// <summary>The overload for some argument types; <c>count(*)</c> is <c>count</c> without arguments.</summary>
    /// <exception cref="SqlException">No aggregate of this name, or no overload takes these types.</exception>
    public static ResolvedAggregate Resolve(string name, IReadOnlyList<SqlType> argumentTypes, SourcePosition at)
    {
        if (!ByName.TryGetValue(name, out var overloads)) throw new SqlException(at, $"Function '{name}' not registered");
        if (Overloads.Choose(overloads, overload => overload.Signature, argumentTypes) is not var (definition, match))
            throw Overloads.Refusal(overloads[0].Signature.Name, argumentTypes, overloads.Select(overload => overload.Signature), at);
        return new ResolvedAggregate(
            definition.Signature.Name, match.ParameterTypes, match.ResultType, definition.Bind(match.ParameterTypes));
    }
}
