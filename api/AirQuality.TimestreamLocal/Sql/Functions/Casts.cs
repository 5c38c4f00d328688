using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Functions.Values;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>CAST and TRY_CAST, which also carry out the implicit coercions.</summary>
internal static class Casts
{
    /// <summary>The cast from one type to another. TRY_CAST gives NULL where CAST would fail.</summary>
    /// <exception cref="SqlException">There is no such cast.</exception>
    public static ResolvedFunction Cast(SqlType from, SqlType to, bool isTry, SourcePosition at) =>
        Find(from, to, isTry) is { } evaluate
            ? new ResolvedFunction(isTry ? "try_cast" : "cast", [from], to, evaluate)
            : throw new SqlException(at, $"Cannot cast {from} to {to}");

    /// <summary>What <c>CAST(x AS varchar(n))</c> does to a text beyond the cast: cuts it to so many code points.</summary>
    public static ResolvedFunction Shorten(int length) =>
        new("cast", [SqlType.Varchar], SqlType.Varchar,
            Lift.Of<string, string>(text => CodePoints.Prefix(text, length))([SqlType.Varchar], SqlType.Varchar));

    private static Func<Vector[], int, QueryContext, Vector>? Find(SqlType from, SqlType to, bool isTry) => (from, to) switch
    {
        _ when from == to => (arguments, _, _) => arguments[0],
        (ArrayType a, ArrayType b) => Find(a.Element, b.Element, isTry) is { } cast ? NestedCasts.Array(b, a.Element, cast) : null,
        (TimeSeriesType a, TimeSeriesType b) => Find(a.Value, b.Value, isTry) is { } cast ? NestedCasts.TimeSeries(b, a.Value, cast) : null,
        (RowType a, RowType b) when a.Fields.Count == b.Fields.Count => Row(a, b, isTry),
        (ScalarType { Kind: ScalarKind.Unknown }, _) => (_, count, _) => Columns.AllNull(to, count),
        (ScalarType a, ScalarType b) => ScalarCasts.Find(a, b, isTry)?.Invoke([from], to),
        _ => null,
    };

    private static Func<Vector[], int, QueryContext, Vector>? Row(RowType from, RowType to, bool isTry)
    {
        var fields = new Func<Vector[], int, QueryContext, Vector>[from.Fields.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            if (Find(from.Fields[i].Type, to.Fields[i].Type, isTry) is not { } field) return null;
            fields[i] = field;
        }
        return NestedCasts.Row(to, from, fields);
    }
}
