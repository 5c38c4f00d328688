using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Makes the code of an overload once its types are settled.</summary>
/// <param name="parameters">The parameter types.</param>
/// <param name="result">The result type.</param>
internal delegate Func<Vector[], int, QueryContext, Vector> FunctionBinding(IReadOnlyList<SqlType> parameters, SqlType result);

/// <summary>One row of the function table: an overload.</summary>
internal sealed record FunctionDefinition(FunctionGroup Group, Signature Signature, FunctionBinding Bind)
{
    /// <summary>A row from a signature's text, as <see cref="SignatureText"/> describes it.</summary>
    public FunctionDefinition(FunctionGroup group, string signature, FunctionBinding bind)
        : this(group, SignatureText.Parse(signature), bind) { }
}

/// <summary>One row of the aggregate table: an overload.</summary>
/// <param name="Signature">Name and types.</param>
/// <param name="Bind">Makes the accumulators' factory once the parameter types are settled.</param>
internal sealed record AggregateDefinition(Signature Signature, Func<IReadOnlyList<SqlType>, Func<Accumulator>> Bind)
{
    /// <summary>A row from a signature's text, as <see cref="SignatureText"/> describes it.</summary>
    public AggregateDefinition(string signature, Func<IReadOnlyList<SqlType>, Func<Accumulator>> bind)
        : this(SignatureText.Parse(signature), bind) { }
}
