using System.Text;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>
/// Finds a record's columns in its table. Names that the table does not have yet become columns, but only when the record as a
/// whole is taken: <see cref="Resolve"/> looks, <see cref="AddMissing"/> adds.
/// </summary>
internal sealed class ColumnResolver(StoreSession session, StoredTable table, PreparedWrite write)
{
    private const int Missing = -1;
    private int[] _columns = new int[32];
    private int _count;

    /// <summary>Whether the record has names that are new to the table.</summary>
    public bool HasMissing { get; private set; }

    /// <summary>The columns of the record's dimensions, in their order, then of its measures, in theirs.</summary>
    public ReadOnlySpan<int> Columns => _columns.AsSpan(0, _count);

    /// <summary>Looks up a record's columns; gives why the table does not take it, or null where it does.</summary>
    public string? Resolve(in PreparedRecord record)
    {
        (_count, HasMissing) = (0, false);
        string? reason = null;
        for (int i = record.Dimensions.Start.Value; reason is null && i < record.Dimensions.End.Value; i++)
            reason = Look(NameOf(write.Dimensions[i].Name), ColumnRole.Dimension, ValueKind.Varchar);
        var role = RoleOf(record);
        for (int i = record.Measures.Start.Value; reason is null && i < record.Measures.End.Value; i++)
            reason = Look(MeasureNameOf(record, i), role, write.Measures[i].Kind);
        return reason ?? (HasMissing ? Clash(record) : null);
    }

    /// <summary>Makes the columns that <see cref="Resolve"/> did not find.</summary>
    public void AddMissing(in PreparedRecord record)
    {
        int at = 0;
        for (int i = record.Dimensions.Start.Value; i < record.Dimensions.End.Value; i++, at++)
            Add(at, NameOf(write.Dimensions[i].Name), ColumnRole.Dimension, ValueKind.Varchar);
        for (int i = record.Measures.Start.Value; i < record.Measures.End.Value; i++, at++)
            Add(at, MeasureNameOf(record, i), RoleOf(record), write.Measures[i].Kind);
        HasMissing = false;
    }

    private string? Look(ReadOnlySpan<byte> name, ColumnRole role, ValueKind kind)
    {
        if (_count == _columns.Length)
            Array.Resize(ref _columns, _count * 2);
        var column = table.Columns.Find(name);
        _columns[_count++] = column?.Id ?? Missing;
        if (column is null)
        {
            HasMissing = true;
            return role == ColumnRole.ScalarMeasure ? null : TableLimits.Breach(table, name, role, MissingSoFar() - 1);
        }

        if (column.Role != role)
            return $"'{column.Name}' is a {Describe(column.Role)} of the table and cannot be a {Describe(role)} too.";
        return column.Kind == kind
            ? null
            : $"The measure '{column.Name}' has the type {column.Kind.ToName()} in the table and cannot be written as {kind.ToName()}.";
    }

    /// <summary>Two new names in one record must differ: a dimension and a measure may not share one.</summary>
    private string? Clash(in PreparedRecord record)
    {
        if (!record.IsMulti)
            return null;
        for (int d = record.Dimensions.Start.Value; d < record.Dimensions.End.Value; d++)
        {
            var name = NameOf(write.Dimensions[d].Name);
            for (int m = record.Measures.Start.Value; m < record.Measures.End.Value; m++)
            {
                if (name.SequenceEqual(NameOf(write.Measures[m].Name)))
                    return $"'{Encoding.UTF8.GetString(name)}' is both a dimension and a measure of the record.";
            }
        }

        return null;
    }

    private void Add(int at, ReadOnlySpan<byte> name, ColumnRole role, ValueKind kind)
    {
        if (_columns[at] == Missing)
            _columns[at] = session.AddColumn(table, name, role, kind).Id;
    }

    private int MissingSoFar() => Columns.Count(Missing);

    private ReadOnlySpan<byte> NameOf(TextSpan name) => write.Request.Utf8(name);

    private ReadOnlySpan<byte> MeasureNameOf(in PreparedRecord record, int measure) =>
        record.IsMulti ? NameOf(write.Measures[measure].Name) : ScalarColumn(write.Measures[measure].Kind);

    private static ColumnRole RoleOf(in PreparedRecord record) => record.IsMulti ? ColumnRole.MultiMeasure : ColumnRole.ScalarMeasure;

    private static ReadOnlySpan<byte> ScalarColumn(ValueKind kind) => kind switch
    {
        ValueKind.Double => "measure_value::double"u8,
        ValueKind.BigInt => "measure_value::bigint"u8,
        ValueKind.Boolean => "measure_value::boolean"u8,
        _ => "measure_value::varchar"u8,
    };

    private static string Describe(ColumnRole role) => role == ColumnRole.Dimension ? "dimension" : "measure";
}
