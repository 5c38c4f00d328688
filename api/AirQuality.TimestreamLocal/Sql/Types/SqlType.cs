namespace AirQuality.TimestreamLocal.Sql.Types;

/// <summary>A type of the query dialect. Every bound expression has one; types compare by structure.</summary>
public abstract record SqlType
{
    /// <summary>BOOLEAN.</summary>
    public static readonly SqlType Boolean = new ScalarType(ScalarKind.Boolean);

    /// <summary>INTEGER, 32 bits: what a plain integer literal has.</summary>
    public static readonly SqlType Integer = new ScalarType(ScalarKind.Integer);

    /// <summary>BIGINT, 64 bits.</summary>
    public static readonly SqlType BigInt = new ScalarType(ScalarKind.BigInt);

    /// <summary>DOUBLE, IEEE 754 binary64.</summary>
    public static readonly SqlType Double = new ScalarType(ScalarKind.Double);

    /// <summary>VARCHAR: Unicode text, compared by code point.</summary>
    public static readonly SqlType Varchar = new ScalarType(ScalarKind.Varchar);

    /// <summary>TIMESTAMP: nanoseconds since 1970-01-01 UTC.</summary>
    public static readonly SqlType Timestamp = new ScalarType(ScalarKind.Timestamp);

    /// <summary>DATE: days since 1970-01-01.</summary>
    public static readonly SqlType Date = new ScalarType(ScalarKind.Date);

    /// <summary>TIME: nanoseconds since midnight.</summary>
    public static readonly SqlType Time = new ScalarType(ScalarKind.Time);

    /// <summary>INTERVAL_DAY_TO_SECOND: nanoseconds.</summary>
    public static readonly SqlType IntervalDayToSecond = new ScalarType(ScalarKind.IntervalDayToSecond);

    /// <summary>INTERVAL_YEAR_TO_MONTH: months.</summary>
    public static readonly SqlType IntervalYearToMonth = new ScalarType(ScalarKind.IntervalYearToMonth);

    /// <summary>UNKNOWN: the type of a bare NULL.</summary>
    public static readonly SqlType Unknown = new ScalarType(ScalarKind.Unknown);

    /// <summary>The name that messages and <c>typeof</c> print, in lower case (<c>bigint</c>, <c>array(double)</c>).</summary>
    public abstract string DisplayName { get; }

    /// <inheritdoc />
    public sealed override string ToString() => DisplayName;
}

/// <summary>The scalar types of the dialect; <see cref="ScalarType.WireName"/> gives the Query API's name of each.</summary>
public enum ScalarKind
{
    /// <summary>BOOLEAN.</summary>
    Boolean,

    /// <summary>INTEGER.</summary>
    Integer,

    /// <summary>BIGINT.</summary>
    BigInt,

    /// <summary>DOUBLE.</summary>
    Double,

    /// <summary>VARCHAR.</summary>
    Varchar,

    /// <summary>TIMESTAMP.</summary>
    Timestamp,

    /// <summary>DATE.</summary>
    Date,

    /// <summary>TIME.</summary>
    Time,

    /// <summary>INTERVAL_DAY_TO_SECOND.</summary>
    IntervalDayToSecond,

    /// <summary>INTERVAL_YEAR_TO_MONTH.</summary>
    IntervalYearToMonth,

    /// <summary>UNKNOWN.</summary>
    Unknown,
}

/// <summary>A scalar type.</summary>
/// <param name="Kind">Which one.</param>
public sealed record ScalarType(ScalarKind Kind) : SqlType
{
    /// <summary>The <c>ScalarType</c> of a ColumnInfo in the Query API.</summary>
    public string WireName => Kind switch
    {
        ScalarKind.Boolean => "BOOLEAN",
        ScalarKind.Integer => "INTEGER",
        ScalarKind.BigInt => "BIGINT",
        ScalarKind.Double => "DOUBLE",
        ScalarKind.Varchar => "VARCHAR",
        ScalarKind.Timestamp => "TIMESTAMP",
        ScalarKind.Date => "DATE",
        ScalarKind.Time => "TIME",
        ScalarKind.IntervalDayToSecond => "INTERVAL_DAY_TO_SECOND",
        ScalarKind.IntervalYearToMonth => "INTERVAL_YEAR_TO_MONTH",
        _ => "UNKNOWN",
    };

    /// <inheritdoc />
    public override string DisplayName => Kind switch
    {
        ScalarKind.IntervalDayToSecond => "interval day to second",
        ScalarKind.IntervalYearToMonth => "interval year to month",
        _ => WireName.ToLowerInvariant(),
    };
}

/// <summary>ARRAY(element).</summary>
/// <param name="Element">The type of its elements.</param>
public sealed record ArrayType(SqlType Element) : SqlType
{
    /// <inheritdoc />
    public override string DisplayName => $"array({Element.DisplayName})";
}

/// <summary>A series of (time, value) points, as <c>create_time_series</c> makes it.</summary>
/// <param name="Value">The type of the points' values.</param>
public sealed record TimeSeriesType(SqlType Value) : SqlType
{
    /// <inheritdoc />
    public override string DisplayName => $"timeseries({Value.DisplayName})";
}

/// <summary>A field of a <see cref="RowType"/>.</summary>
/// <param name="Name">Its name, or null where it has none.</param>
/// <param name="Type">Its type.</param>
public readonly record struct RowField(string? Name, SqlType Type);

/// <summary>ROW(name type, …).</summary>
/// <param name="Fields">The fields, in order.</param>
public sealed record RowType(IReadOnlyList<RowField> Fields) : SqlType
{
    /// <inheritdoc />
    public override string DisplayName =>
        $"row({string.Join(", ", Fields.Select(f => f.Name is null ? f.Type.DisplayName : $"{f.Name} {f.Type.DisplayName}"))})";

    /// <summary>Rows are equal when their fields are, in order.</summary>
    public bool Equals(RowType? other) => other is not null && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc />
    public override int GetHashCode() => Fields.Aggregate(17, HashCode.Combine);
}
