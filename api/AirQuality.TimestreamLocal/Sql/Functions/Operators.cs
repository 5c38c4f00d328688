using System.Collections.Frozen;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>The operators of the dialect but for the logical ones.</summary>
internal static class Operators
{
    /// <summary>The rows of the arithmetic operators.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } = [.. Arithmetic.Definitions, .. TimeArithmetic.Definitions];

    private static readonly FrozenDictionary<string, FunctionDefinition[]> BySymbol = Definitions
        .GroupBy(definition => definition.Signature.Name)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>A binary operator: <c>+ - * / % || = &lt;&gt; != &lt; &lt;= &gt; &gt;=</c> or <c>IS DISTINCT FROM</c>.</summary>
    /// <exception cref="SqlException">The operator does not take these types.</exception>
    public static ResolvedFunction Binary(string symbol, SqlType left, SqlType right, SourcePosition at)
    {
        if (symbol == "||") return FunctionTable.Resolve("concat", [left, right], at);
        if (Comparison.IsComparison(symbol))
            return Comparison.Resolve(symbol, left, right)
                ?? throw (symbol is ">" or ">=" ? Refusal(symbol.Replace('>', '<'), right, left, at, swap: true)
                    : Refusal(symbol is "<>" or "!=" ? "=" : symbol, left, right, at, swap: false));
        return Arithmetical(symbol, [left, right]) ?? throw Refusal(symbol, left, right, at, swap: false);
    }

    /// <summary>A sign: <c>+</c> or <c>-</c>.</summary>
    /// <exception cref="SqlException">The operator does not take this type.</exception>
    public static ResolvedFunction Unary(string symbol, SqlType operand, SourcePosition at) =>
        Arithmetical(symbol, [operand]) ?? throw new SqlException(
            at, symbol == "-" ? $"Cannot negate {operand}" : $"Unary '+' operator cannot be applied to {operand} type");

    // Text turns into a timestamp in function arguments and comparisons, never in arithmetic.
    private static ResolvedFunction? Arithmetical(string symbol, IReadOnlyList<SqlType> operands)
    {
        if (operands.Contains(SqlType.Varchar)) return null;
        if (Overloads.Choose(BySymbol[symbol], overload => overload.Signature, operands) is not var (definition, match)) return null;
        return new ResolvedFunction(
            symbol, match.ParameterTypes, match.ResultType, definition.Bind(match.ParameterTypes, match.ResultType));
    }

    // Engines of the family turn a > b into b < a before they look for the operator, and their message shows it.
    private static SqlException Refusal(string symbol, SqlType left, SqlType right, SourcePosition at, bool swap) =>
        new(at, swap ? $"Cannot apply operator: {right} {symbol} {left}" : $"Cannot apply operator: {left} {symbol} {right}");
}
