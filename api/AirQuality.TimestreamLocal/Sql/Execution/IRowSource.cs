using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>What a column of a stored table is to Timestream; the order is that of <c>SELECT *</c>.</summary>
internal enum ColumnRole
{
    /// <summary>A dimension, VARCHAR, NULL in records without it.</summary>
    Dimension,

    /// <summary><c>measure_name</c>, VARCHAR.</summary>
    MeasureName,

    /// <summary><c>time</c>, TIMESTAMP.</summary>
    Time,

    /// <summary>A scalar measure: <c>measure_value::double</c> and its kin.</summary>
    ScalarMeasure,

    /// <summary>A named measure of multi-measure records.</summary>
    MultiMeasure,
}

/// <summary>A column of a stored table.</summary>
/// <param name="Name">Its name, case-sensitive (<c>measure_value::double</c> for a scalar measure).</param>
/// <param name="Type">Its type.</param>
/// <param name="Role">What it is to Timestream.</param>
internal sealed record TableColumn(string Name, SqlType Type, ColumnRole Role);

/// <summary>A stored table as a query sees it; columns in the order of <c>SELECT *</c>.</summary>
/// <param name="Database">Its database.</param>
/// <param name="Table">Its name.</param>
/// <param name="Columns">Its columns: dimensions, measure_name, time, scalar measures, multi measures.</param>
internal sealed record TableSchema(string Database, string Table, IReadOnlyList<TableColumn> Columns);

/// <summary>A dimension that must equal one of some values.</summary>
/// <param name="Name">The dimension.</param>
/// <param name="Values">The values, at least one.</param>
internal sealed record DimensionFilter(string Name, IReadOnlyList<string> Values);

/// <summary>A scan with what the executor could push down. The source may return more rows than the filters allow, never fewer:
/// the executor filters again.</summary>
/// <param name="Schema">The table, as <see cref="IRowSource.FindTable"/> gave it.</param>
/// <param name="Columns">Indexes into the schema's columns: what each batch holds, in this order.</param>
/// <param name="FromNs">First instant wanted, inclusive.</param>
/// <param name="ToNs">Last instant wanted, inclusive.</param>
/// <param name="MeasureNames">Measure names wanted; null for all.</param>
/// <param name="Dimensions">Equalities on dimensions, all of which must hold.</param>
internal sealed record ScanRequest(
    TableSchema Schema,
    IReadOnlyList<int> Columns,
    long FromNs,
    long ToNs,
    IReadOnlyList<string>? MeasureNames,
    IReadOnlyList<DimensionFilter> Dimensions)
{
    /// <summary>Whether of the rows that agree in measure name and all dimensions only the newest matters: the source may leave out the
    /// others. Rows that agree in time come in the order in which they would come without this.</summary>
    public bool NewestOnly { get; init; }

    /// <summary>Counts what the source reads.</summary>
    public ScanMeter Meter { get; init; } = new();
}

/// <summary>The rows of a scan, counted.</summary>
/// <param name="Rows">How many.</param>
/// <param name="FirstNs">The oldest one's time; 0 where there is none.</param>
/// <param name="LastNs">The newest one's.</param>
internal readonly record struct RowTally(long Rows, long FirstNs, long LastNs)
{
    /// <summary>No rows.</summary>
    public static RowTally None => default;
}

/// <summary>How much a query has read.</summary>
internal sealed class ScanMeter
{
    /// <summary>The bytes of the rows that were read: their keys, and their measures where any were wanted.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts a row, or some.</summary>
    public void Add(long bytes) => Bytes += bytes;
}

/// <summary>The records of one measure name and one set of dimensions.</summary>
/// <param name="MeasureName">The measure name.</param>
/// <param name="Types">The types of scalar records in lower case, and <c>multi</c>.</param>
/// <param name="Dimensions">The names of the dimensions.</param>
internal sealed record MeasureShape(string MeasureName, IReadOnlyList<string> Types, IReadOnlyList<string> Dimensions);

/// <summary>Where queries find tables and rows: the store, or a list in a test.</summary>
internal interface IRowSource
{
    /// <summary>The names of the databases, in order.</summary>
    IReadOnlyList<string> Databases { get; }

    /// <summary>The tables of a database in order of name; null where there is no such database.</summary>
    IReadOnlyList<string>? Tables(string database);

    /// <summary>A table's schema; null where there is no such table.</summary>
    TableSchema? FindTable(string database, string table);

    /// <summary>What records a table has, without reading them; a shape may come more than once.</summary>
    IEnumerable<MeasureShape> Measures(TableSchema schema);

    /// <summary>Rows of one consistent snapshot, in batches of about <see cref="Batch.TargetRows"/>; pulled, and stopped by
    /// disposing.</summary>
    IEnumerable<Batch> Scan(ScanRequest request, CancellationToken cancellationToken);

    /// <summary>The count of exactly the rows that the request's filters allow; null where only giving them can tell.</summary>
    RowTally? Tally(ScanRequest request, CancellationToken cancellationToken) => null;
}
