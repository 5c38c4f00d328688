using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>The types that names in CAST and typed literals mean.</summary>
internal static class TypeNames
{
    /// <summary>The type.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="at">The place that an unknown name is reported at.</param>
    public static SqlType Resolve(TypeName name, SourcePosition at) => name.Name switch
    {
        "boolean" => SqlType.Boolean,
        "int" or "integer" => SqlType.Integer,
        "bigint" => SqlType.BigInt,
        "double" => SqlType.Double,
        "varchar" => SqlType.Varchar,
        "timestamp" when name.Arguments.Count == 0 => SqlType.Timestamp,
        "date" => SqlType.Date,
        "time" when name.Arguments.Count == 0 => SqlType.Time,
        "interval day to second" => SqlType.IntervalDayToSecond,
        "interval year to month" => SqlType.IntervalYearToMonth,
        "array" when name.Arguments.Count == 1 => new ArrayType(Resolve(name.Arguments[0].Type, at)),
        "row" when name.Arguments.Count > 0 =>
            new RowType([.. name.Arguments.Select(field => new RowField(field.FieldName, Resolve(field.Type, at)))]),
        "timeseries" when name.Arguments.Count == 1 => new TimeSeriesType(Resolve(name.Arguments[0].Type, at)),
        _ => throw new SqlException(at, $"Unknown type: {Text(name)}"),
    };

    private static string Text(TypeName name) =>
        name.Arguments.Count == 0 ? name.Name : $"{name.Name}({string.Join(", ", name.Arguments.Select(argument => Text(argument.Type)))})";
}
