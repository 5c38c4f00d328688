using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>
/// One column of a <see cref="Batch"/>: values of one type and a mark where there is none.
/// The storage of each type: BOOLEAN in a <see cref="BooleanVector"/>; DOUBLE in a <see cref="DoubleVector"/>; VARCHAR in a
/// <see cref="TextVector"/>; INTEGER, BIGINT, TIMESTAMP, DATE, TIME and both intervals in an <see cref="Int64Vector"/>;
/// ARRAY, ROW, TIMESERIES and UNKNOWN in an <see cref="ObjectVector"/>.
/// </summary>
internal abstract class Vector(SqlType type, int count, bool[]? nulls)
{
    /// <summary>The type of the values.</summary>
    public SqlType Type { get; } = type;

    /// <summary>How many rows.</summary>
    public int Count { get; } = count;

    /// <summary>True where the row is NULL; the array itself is null where no row is.</summary>
    public bool[]? Nulls { get; } = nulls;

    /// <summary>Whether a row is NULL.</summary>
    public bool IsNull(int row) => Nulls is not null && Nulls[row];

    /// <summary>A row's value: null, bool, long, double, string, or <c>object?[]</c> (elements of an array, fields of a row,
    /// and <see cref="SeriesPoint"/>s of a time series).</summary>
    public abstract object? this[int row] { get; }
}

/// <summary>A point of a time series value.</summary>
/// <param name="TimeNs">Nanoseconds since 1970 UTC.</param>
/// <param name="Value">The value, boxed as <see cref="Vector.this"/> says.</param>
internal sealed record SeriesPoint(long TimeNs, object? Value);

/// <summary>BOOLEAN values.</summary>
internal sealed class BooleanVector(SqlType type, bool[] values, int count, bool[]? nulls = null) : Vector(type, count, nulls)
{
    /// <summary>The values; what stands at a NULL row is undefined.</summary>
    public bool[] Values { get; } = values;

    /// <inheritdoc />
    public override object? this[int row] => IsNull(row) ? null : Values[row];
}

/// <summary>Values that are 64-bit integers inside: INTEGER, BIGINT, TIMESTAMP, DATE, TIME, intervals.</summary>
internal sealed class Int64Vector(SqlType type, long[] values, int count, bool[]? nulls = null) : Vector(type, count, nulls)
{
    /// <summary>The values; what stands at a NULL row is undefined.</summary>
    public long[] Values { get; } = values;

    /// <inheritdoc />
    public override object? this[int row] => IsNull(row) ? null : Values[row];
}

/// <summary>DOUBLE values.</summary>
internal sealed class DoubleVector(SqlType type, double[] values, int count, bool[]? nulls = null) : Vector(type, count, nulls)
{
    /// <summary>The values; what stands at a NULL row is undefined.</summary>
    public double[] Values { get; } = values;

    /// <inheritdoc />
    public override object? this[int row] => IsNull(row) ? null : Values[row];
}

/// <summary>VARCHAR values.</summary>
internal sealed class TextVector(SqlType type, string[] values, int count, bool[]? nulls = null) : Vector(type, count, nulls)
{
    /// <summary>The values; what stands at a NULL row is undefined.</summary>
    public string[] Values { get; } = values;

    /// <inheritdoc />
    public override object? this[int row] => IsNull(row) ? null : Values[row];
}

/// <summary>Values that have no machine type of their own: ARRAY, ROW, TIMESERIES, UNKNOWN.</summary>
internal sealed class ObjectVector(SqlType type, object?[] values, int count, bool[]? nulls = null) : Vector(type, count, nulls)
{
    /// <summary>The values, boxed as <see cref="Vector.this"/> says.</summary>
    public object?[] Values { get; } = values;

    /// <inheritdoc />
    public override object? this[int row] => IsNull(row) ? null : Values[row];
}
