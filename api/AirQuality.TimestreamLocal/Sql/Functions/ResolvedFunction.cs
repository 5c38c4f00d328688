using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>A function, operator or cast whose types are settled.</summary>
/// <param name="Name">Its name, lower case, or the operator's symbol.</param>
/// <param name="ParameterTypes">The types that <paramref name="Evaluate"/> expects; the caller coerces each argument with
/// <see cref="Casts"/>.</param>
/// <param name="ResultType">The type of the vector that comes back.</param>
/// <param name="Evaluate">Computes a batch from the coerced arguments and the number of rows. NULLs are handled inside; a value that
/// cannot be computed throws <see cref="SqlException"/> without a place.</param>
internal sealed record ResolvedFunction(
    string Name,
    IReadOnlyList<SqlType> ParameterTypes,
    SqlType ResultType,
    Func<Vector[], int, QueryContext, Vector> Evaluate);

/// <summary>An aggregate function whose types are settled.</summary>
/// <param name="Name">Its name, lower case.</param>
/// <param name="ParameterTypes">The types that accumulators expect.</param>
/// <param name="ResultType">The type of the result.</param>
/// <param name="Create">Makes the accumulator of a new group.</param>
internal sealed record ResolvedAggregate(
    string Name,
    IReadOnlyList<SqlType> ParameterTypes,
    SqlType ResultType,
    Func<Accumulator> Create);

/// <summary>The state of one aggregate in one group.</summary>
internal abstract class Accumulator
{
    /// <summary>Takes a row in. NULL rows are skipped inside where the function skips them.</summary>
    public abstract void Add(Vector[] arguments, int row);

    /// <summary>The result so far, boxed as <see cref="Vector.this"/> says; null for NULL. May be asked for more than once.</summary>
    public abstract object? Result();
}
