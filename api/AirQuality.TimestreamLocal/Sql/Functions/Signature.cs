using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>The name and types of an overload.</summary>
/// <param name="Name">Its name, lower case, or an operator's symbol.</param>
/// <param name="Parameters">The parameters, in order.</param>
/// <param name="IsVariadic">Whether the last parameter may be repeated.</param>
/// <param name="Result">The result.</param>
internal sealed record Signature(string Name, IReadOnlyList<TypePattern> Parameters, bool IsVariadic, TypePattern Result)
{
    /// <summary>Name and parameters, as messages print them.</summary>
    public string Head => $"{Name}({string.Join(", ", Parameters)}{(IsVariadic ? "..." : "")})";

    /// <inheritdoc />
    public override string ToString() => $"{Head} -> {Result}";

    /// <summary>The types this overload takes and gives for some arguments; null where it does not fit them.</summary>
    public SignatureMatch? Match(IReadOnlyList<SqlType> arguments)
    {
        if (IsVariadic ? arguments.Count < Parameters.Count : arguments.Count != Parameters.Count) return null;
        var variables = new Dictionary<string, SqlType>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
            if (!PatternOf(i).Learn(arguments[i], variables)) return null;

        var parameters = new SqlType[arguments.Count];
        var cost = 0;
        for (var i = 0; i < arguments.Count; i++)
        {
            parameters[i] = PatternOf(i).Fill(variables);
            if (Coercion.Cost(arguments[i], parameters[i]) is not { } step) return null;
            cost += step;
        }
        return new SignatureMatch(parameters, Result.Fill(variables), cost);
    }

    private TypePattern PatternOf(int argument) => Parameters[Math.Min(argument, Parameters.Count - 1)];
}

/// <summary>How an overload fits some arguments.</summary>
/// <param name="ParameterTypes">The types to coerce the arguments to.</param>
/// <param name="ResultType">The type of the result.</param>
/// <param name="Cost">How far the coercions go; 0 for an exact match.</param>
internal sealed record SignatureMatch(IReadOnlyList<SqlType> ParameterTypes, SqlType ResultType, int Cost);
