using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>Puts records into a table, one after the other: its columns, its series, and the row by the rules of versions.</summary>
internal sealed class RecordStorer(StoreSession session, StoredTable table, PreparedWrite write)
{
    private readonly ColumnResolver _resolver = new(session, table, write);
    private readonly RowTable _rows = session.RowsOf(table);
    private readonly RowWriter _key = new();
    private readonly RowWriter _data = new();
    private readonly List<(int Column, int Measure)> _measures = [];

    /// <summary>Stores a record; gives the rejection where it was refused.</summary>
    public RejectedRecord? Store(in PreparedRecord record)
    {
        string? reason = _resolver.Resolve(record)
            ?? TableLimits.BreachOfMeasureName(table, write.Request.Utf8(record.MeasureName));
        if (reason is not null)
            return new(record.Index, reason);
        if (_resolver.HasMissing)
        {
            if (StoredVersion(record) is { } existing && existing >= record.Version)
                return Refuse(record, existing);
            _resolver.AddMissing(record);
        }

        BuildKey(record);
        BuildData(record);
        var row = new RowKey(session.SeriesOf(table, _key.Written), record.TimeNs);
        if (!_rows.TryInsert(row, record.Version, _data.Written))
            return Update(record, row);
        session.NoteActivity(table, row, KindsOf(record));
        return null;
    }

    private RejectedRecord? Update(in PreparedRecord record, RowKey row)
    {
        var (existing, same) = _rows.Find(row, _data.Written)!.Value;
        switch (VersionRules.Decide(record.Version, existing, same))
        {
            case VersionOutcome.Same:
                return null;
            case VersionOutcome.Replace:
                _rows.Replace(row, record.Version, _data.Written);
                session.NoteActivity(table, row, KindsOf(record));
                return null;
            default:
                return Refuse(record, existing);
        }
    }

    private RecordKinds KindsOf(in PreparedRecord record) =>
        record.IsMulti ? RecordKinds.Multi : write.Measures[record.Measures.Start.Value].Kind.ToRecordKind();

    /// <summary>The magnetic store accepts the request and reports such records to a bucket only (developer guide, Writes); there is
    /// none here.</summary>
    private static RejectedRecord? Refuse(in PreparedRecord record, long existing) =>
        record.Magnetic ? null : VersionRules.Rejection(record.Index, record.Version, existing);

    /// <summary>The version stored under the key of a record that brings new columns, and so cannot equal it.</summary>
    private long? StoredVersion(in PreparedRecord record)
    {
        int dimensions = record.Dimensions.End.Value - record.Dimensions.Start.Value;
        if (_resolver.Columns[..dimensions].Contains(-1))
            return null;
        BuildKey(record);
        int series = table.Series.Find(_key.Written);
        return series < 0 ? null : _rows.Find(new RowKey(series, record.TimeNs), [])?.Version;
    }

    private void BuildKey(in PreparedRecord record)
    {
        _key.Clear();
        _key.Text(write.Request.Utf8(record.MeasureName));
        int start = record.Dimensions.Start.Value;
        for (int i = start; i < record.Dimensions.End.Value; i++)
            _key.Value(_resolver.Columns[i - start], write.Request.Utf8(write.Dimensions[i].Value));
    }

    /// <summary>Writes the values in order of column: the blob is then the same however the record was spelled.</summary>
    private void BuildData(in PreparedRecord record)
    {
        SortMeasures(record);
        _data.Clear();
        foreach (var (column, index) in _measures)
        {
            var measure = write.Measures[index];
            if (measure.Kind == ValueKind.Varchar)
                _data.Value(column, write.Request.Utf8(measure.Text));
            else
                _data.Value(column, measure.Kind, measure.Bits);
        }
    }

    /// <summary>Records mostly come in column order already, so inserting beats sorting.</summary>
    private void SortMeasures(in PreparedRecord record)
    {
        _measures.Clear();
        int columnAt = record.Dimensions.End.Value - record.Dimensions.Start.Value;
        for (int i = record.Measures.Start.Value; i < record.Measures.End.Value; i++)
        {
            int column = _resolver.Columns[columnAt++];
            int at = _measures.Count;
            while (at > 0 && _measures[at - 1].Column > column)
                at--;
            _measures.Insert(at, (column, i));
        }
    }
}
