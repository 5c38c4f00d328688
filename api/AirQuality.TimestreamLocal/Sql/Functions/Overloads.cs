using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Chooses among the overloads of a name: the one that needs the least coercion, the earlier row of the table among
/// equals.</summary>
internal static class Overloads
{
    /// <summary>The best overload with its types; null where none fits.</summary>
    public static (T Definition, SignatureMatch Match)? Choose<T>(
        IEnumerable<T> overloads, Func<T, Signature> signature, IReadOnlyList<SqlType> arguments)
    {
        (T, SignatureMatch Match)? best = null;
        foreach (var overload in overloads)
        {
            if (signature(overload).Match(arguments) is not { } match || match.Cost >= best?.Match.Cost) continue;
            best = (overload, match);
        }
        return best;
    }

    /// <summary>The refusal of arguments that no overload takes.</summary>
    public static SqlException Refusal(
        string name, IReadOnlyList<SqlType> arguments, IEnumerable<Signature> signatures, SourcePosition at) =>
        new(at, $"Unexpected parameters ({string.Join(", ", arguments)}) for function {name}. "
            + $"Expected: {string.Join(", ", signatures.Select(signature => signature.Head))}");
}
