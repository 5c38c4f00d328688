using System.Collections.Frozen;
using AirQuality.TimestreamLocal.Sql.Functions.Arrays;
using AirQuality.TimestreamLocal.Sql.Functions.Dates;
using AirQuality.TimestreamLocal.Sql.Functions.Maths;
using AirQuality.TimestreamLocal.Sql.Functions.Series;
using AirQuality.TimestreamLocal.Sql.Functions.Texts;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Every scalar function of the dialect, one row an overload. Names are matched without regard to case.</summary>
internal static class FunctionTable
{
    /// <summary>The rows, in the order of the reference's chapters.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        .. MathFunctions.Definitions,
        .. BitwiseFunctions.Definitions,
        .. GeneralFunctions.Definitions,
        .. StringFunctions.Definitions,
        .. RegexFunctions.Definitions,
        .. DateTimeFunctions.Definitions,
        .. ExtractFunctions.Definitions,
        .. ArrayFunctions.Definitions,
        .. ArraySetFunctions.Definitions,
        .. SequenceFunctions.Definitions,
        .. TimeSeriesFunctions.Definitions,
    ];

    private static readonly FrozenDictionary<string, FunctionDefinition[]> ByName = Definitions
        .GroupBy(definition => definition.Signature.Name)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is a scalar function of this name.</summary>
    public static bool Exists(string name) => ByName.ContainsKey(name);

    /// <summary>The function of one argument of exactly this type; null where there is none.</summary>
    public static ResolvedFunction? FindExact(string name, SqlType argument)
    {
        foreach (var overload in ByName.GetValueOrDefault(name) ?? [])
        {
            if (overload.Signature.Match([argument]) is { Cost: 0 } match) return Resolved(overload, match);
        }

        return null;
    }

    /// <summary>The overload for some argument types.</summary>
    /// <exception cref="SqlException">No function of this name, or no overload takes these types.</exception>
    public static ResolvedFunction Resolve(string name, IReadOnlyList<SqlType> argumentTypes, SourcePosition at)
    {
        if (!ByName.TryGetValue(name, out var overloads)) throw new SqlException(at, $"Function '{name}' not registered");
        if (Overloads.Choose(overloads, overload => overload.Signature, argumentTypes) is not var (definition, match))
            throw Overloads.Refusal(overloads[0].Signature.Name, argumentTypes, overloads.Select(overload => overload.Signature), at);
        return Resolved(definition, match);
    }

    private static ResolvedFunction Resolved(FunctionDefinition definition, SignatureMatch match) => new(
        definition.Signature.Name, match.ParameterTypes, match.ResultType, definition.Bind(match.ParameterTypes, match.ResultType));
}
