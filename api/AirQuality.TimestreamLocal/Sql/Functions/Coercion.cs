using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Which types turn into which without a CAST.</summary>
internal static class Coercion
{
    private const int TextToTimestamp = 100;

    // A bare NULL is rather a text than an array: 'a' || NULL.
    private const int UntypedNullToCollection = 2;

    /// <summary>The type that holds values of both, as CASE, COALESCE, VALUES and set operations need it; null where there is
    /// none.</summary>
    public static SqlType? CommonType(SqlType a, SqlType b)
    {
        if (a == b) return a;
        if (a == SqlType.Unknown) return b;
        if (b == SqlType.Unknown) return a;
        if (Step(a, b) is not null) return b;
        if (Step(b, a) is not null) return a;
        return (a, b) switch
        {
            (ArrayType x, ArrayType y) => CommonType(x.Element, y.Element) is { } element ? new ArrayType(element) : null,
            (TimeSeriesType x, TimeSeriesType y) => CommonType(x.Value, y.Value) is { } value ? new TimeSeriesType(value) : null,
            (RowType x, RowType y) => CommonRow(x, y),
            _ => null,
        };
    }

    /// <summary>The type in which two values are compared: their common type, and TIMESTAMP for a timestamp and a text
    /// (<c>time &gt; '2020-08-08'</c>).</summary>
    public static SqlType? ComparisonType(SqlType a, SqlType b) =>
        (a == SqlType.Timestamp && b == SqlType.Varchar) || (a == SqlType.Varchar && b == SqlType.Timestamp)
            ? SqlType.Timestamp
            : CommonType(a, b);

    /// <summary>Whether an argument of one type may stand for a parameter of another.</summary>
    public static bool CanCoerce(SqlType from, SqlType to) => Cost(from, to) is not null;

    /// <summary>How far a coercion goes, for choosing among overloads; null where there is none. A text becomes a TIMESTAMP only in
    /// arguments (Timestream developer guide, Date / time functions: <c>hour('2019-10-12 23:10:34.000000000')</c>), and as the
    /// last resort.</summary>
    public static int? Cost(SqlType from, SqlType to)
    {
        if (from == to) return 0;
        if (from == SqlType.Unknown) return to is ScalarType ? 1 : UntypedNullToCollection;
        if (from == SqlType.Varchar && to == SqlType.Timestamp) return TextToTimestamp;
        return (from, to) switch
        {
            (ArrayType x, ArrayType y) => Inner(x.Element, y.Element),
            (TimeSeriesType x, TimeSeriesType y) => Inner(x.Value, y.Value),
            (RowType x, RowType y) => RowCost(x, y),
            _ => Step(from, to),
        };
    }

    private static int? Step(SqlType from, SqlType to)
    {
        if (from == SqlType.Integer) return to == SqlType.BigInt ? 1 : to == SqlType.Double ? 2 : null;
        if (from == SqlType.BigInt) return to == SqlType.Double ? 1 : null;
        return from == SqlType.Date && to == SqlType.Timestamp ? 1 : null;
    }

    private static int? Inner(SqlType from, SqlType to) => CommonType(from, to) == to ? Cost(from, to) : null;

    private static int? RowCost(RowType from, RowType to)
    {
        if (from.Fields.Count != to.Fields.Count) return null;
        var total = 0;
        for (var i = 0; i < from.Fields.Count; i++)
        {
            if (Inner(from.Fields[i].Type, to.Fields[i].Type) is not { } cost) return null;
            total += cost;
        }
        return total;
    }

    private static RowType? CommonRow(RowType a, RowType b)
    {
        if (a.Fields.Count != b.Fields.Count) return null;
        var fields = new RowField[a.Fields.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            if (CommonType(a.Fields[i].Type, b.Fields[i].Type) is not { } type) return null;
            fields[i] = new RowField(a.Fields[i].Name == b.Fields[i].Name ? a.Fields[i].Name : null, type);
        }
        return new RowType(fields);
    }
}
