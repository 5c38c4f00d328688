using AirQuality.TimestreamLocal.Sql.Functions.Values;
using AirQuality.TimestreamLocal.Sql.Types;
using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Casts between scalar types.</summary>
internal static class ScalarCasts
{
    private delegate bool Attempt<in T, TResult>(T value, out TResult result);

    /// <summary>The cast's code; null where there is none.</summary>
    public static FunctionBinding? Find(ScalarType from, ScalarType to, bool isTry) => from.Kind switch
    {
        ScalarKind.Boolean => FromBoolean(to.Kind),
        ScalarKind.Integer or ScalarKind.BigInt => FromInteger(to.Kind, isTry),
        ScalarKind.Double => FromDouble(to.Kind, isTry),
        ScalarKind.Varchar => FromVarchar(to.Kind, isTry),
        _ when to.Kind == ScalarKind.Varchar => Lift.Of(ResultText.Int64(from)),
        ScalarKind.Timestamp => to.Kind switch
        {
            ScalarKind.Date => Lift.Of<long, long>(CivilTime.DaysOf),
            ScalarKind.Time => Lift.Of<long, long>(CivilTime.NsOfDay),
            _ => null,
        },
        ScalarKind.Date when to.Kind == ScalarKind.Timestamp => Lift.Of<long, long>(days => CivilTime.Instant(days, 0)),
        ScalarKind.Time when to.Kind == ScalarKind.Timestamp => Lift.Of<long, long>(nsOfDay => nsOfDay),
        _ => null,
    };

    private static FunctionBinding? FromBoolean(ScalarKind to) => to switch
    {
        ScalarKind.Integer or ScalarKind.BigInt => Lift.Of<bool, long>(value => value ? 1 : 0),
        ScalarKind.Double => Lift.Of<bool, double>(value => value ? 1 : 0),
        ScalarKind.Varchar => Lift.Of<bool, string>(ResultText.Boolean),
        _ => null,
    };

    private static FunctionBinding? FromInteger(ScalarKind to, bool isTry) => to switch
    {
        ScalarKind.Boolean => Lift.Of<long, bool>(value => value != 0),
        ScalarKind.Integer => Checked<long, long>(isTry, TryNarrow, value => Invariant($"Out of range for integer: {value}")),
        ScalarKind.BigInt => Lift.Of<long, long>(value => value),
        ScalarKind.Double => Lift.Of<long, double>(value => value),
        ScalarKind.Varchar => Lift.Of(ResultText.Int64(SqlType.BigInt)),
        _ => null,
    };

    private static FunctionBinding? FromDouble(ScalarKind to, bool isTry) => to switch
    {
        ScalarKind.Boolean => Lift.Of<double, bool>(value => value != 0),
        ScalarKind.Integer => Checked<double, long>(isTry, TryRoundToInteger, x => $"Unable to cast {ResultText.Double(x)} to integer"),
        ScalarKind.BigInt => Checked<double, long>(isTry, TryRound, x => $"Unable to cast {ResultText.Double(x)} to bigint"),
        ScalarKind.Varchar => Lift.Of<double, string>(ResultText.Double),
        _ => null,
    };

    private static FunctionBinding? FromVarchar(ScalarKind to, bool isTry) => to switch
    {
        ScalarKind.Boolean => Checked<string, bool>(isTry, TryBoolean, text => $"Cannot cast '{text}' to BOOLEAN"),
        ScalarKind.Integer => Checked<string, long>(isTry, TryInteger, text => $"Cannot cast '{text}' to INT"),
        ScalarKind.BigInt => Checked<string, long>(isTry, Literals.TryBigInt, text => $"Cannot cast '{text}' to BIGINT"),
        ScalarKind.Double => Checked<string, double>(isTry, Literals.TryDouble, text => $"Cannot cast '{text}' to DOUBLE"),
        ScalarKind.Timestamp => Checked<string, long>(isTry, Literals.TryTimestamp, text => $"Value cannot be cast to timestamp: {text}"),
        ScalarKind.Date => Checked<string, long>(isTry, Literals.TryDate, text => $"Value cannot be cast to date: {text}"),
        ScalarKind.Time => Checked<string, long>(isTry, Literals.TryTime, text => $"Value cannot be cast to time: {text}"),
        _ => null,
    };

    private static bool TryNarrow(long value, out long result) => (result = value) is >= int.MinValue and <= int.MaxValue;

    private static bool TryInteger(string text, out long result) => Literals.TryBigInt(text, out result) && TryNarrow(result, out result);

    // Halves go away from zero, as in engines of the family.
    private static bool TryRound(double value, out long result)
    {
        var rounded = Math.Round(value, MidpointRounding.AwayFromZero);
        var fits = rounded is >= -9.2233720368547758E18 and < 9.2233720368547758E18;
        result = fits ? (long)rounded : 0;
        return fits;
    }

    private static bool TryRoundToInteger(double value, out long result) => TryRound(value, out result) && TryNarrow(result, out result);

    private static bool TryBoolean(string text, out bool result)
    {
        var lower = text.ToLowerInvariant();
        result = lower is "true" or "t" or "1";
        return result || lower is "false" or "f" or "0";
    }

    private static FunctionBinding Checked<T, TResult>(bool isTry, Attempt<T, TResult> attempt, Func<T, string> failure)
        where TResult : struct =>
        isTry
            ? Lift.Maybe<T, TResult>(value => attempt(value, out var result) ? result : null)
            : Lift.Of<T, TResult>(value => attempt(value, out var result) ? result : throw new SqlException(failure(value)));
}
