using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>A table's columns, as writes discovered them. The writer adds; readers see whole arrays.</summary>
internal sealed class ColumnSet
{
    private readonly string _database;
    private readonly string _table;
    private readonly Dictionary<byte[], StoredColumn> _byName = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], StoredColumn>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private volatile StoredColumn[] _all = [];
    private volatile TableSchema _schema;

    /// <summary>No columns yet.</summary>
    public ColumnSet(string database, string table)
    {
        (_database, _table) = (database, table);
        _lookup = _byName.GetAlternateLookup<ReadOnlySpan<byte>>();
        _schema = MakeSchema();
    }

    /// <summary>All columns; a column's id is its index.</summary>
    public StoredColumn[] All => _all;

    /// <summary>The table as queries see it.</summary>
    public TableSchema Schema => _schema;

    /// <summary>How many columns have a role.</summary>
    public int Count(ColumnRole role) => _all.Count(column => column.Role == role);

    /// <summary>The column of a name; null where there is none. For the writer alone.</summary>
    public StoredColumn? Find(ReadOnlySpan<byte> name) => _lookup.TryGetValue(name, out var column) ? column : null;

    /// <summary>Adds a column whose id is the next.</summary>
    public void Add(StoredColumn column)
    {
        _byName.Add(column.Utf8Name, column);
        _all = [.. _all, column];
        _schema = MakeSchema();
    }

    private TableSchema MakeSchema()
    {
        List<TableColumn> columns = [.. Of(ColumnRole.Dimension)];
        columns.Add(new("measure_name", SqlType.Varchar, ColumnRole.MeasureName));
        columns.Add(new("time", SqlType.Timestamp, ColumnRole.Time));
        columns.AddRange(Of(ColumnRole.ScalarMeasure));
        columns.AddRange(Of(ColumnRole.MultiMeasure));
        return new(_database, _table, columns);
    }

    private IEnumerable<TableColumn> Of(ColumnRole role)
    {
        var columns = _all.Where(column => column.Role == role);
        if (role == ColumnRole.ScalarMeasure)
            columns = columns.OrderBy(column => ScalarOrder(column.Kind));
        return columns.Select(column => new TableColumn(column.Name, column.Kind.ToSqlType(), column.Role));
    }

    /// <summary>SELECT * lists <c>measure_value::double</c>, <c>::bigint</c>, <c>::varchar</c>, <c>::boolean</c> in this order.</summary>
    private static int ScalarOrder(ValueKind kind) => kind switch
    {
        ValueKind.Double => 0,
        ValueKind.BigInt => 1,
        ValueKind.Varchar => 2,
        _ => 3,
    };
}
