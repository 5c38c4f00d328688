using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>Fills batches with the columns that a scan asks for, and decodes nothing else.</summary>
internal sealed class BatchBuilder
{
    private const int Unwanted = -1;
    private readonly ColumnBuffer[] _buffers;
    private readonly int[] _slotOf;
    private readonly int _timeSlot = Unwanted;
    private readonly int _measureNameSlot = Unwanted;
    private readonly int _lastMeasure = Unwanted;
    private readonly bool _wantsDimensions;
    private readonly TextCache _texts;

    /// <summary>Builds the columns that <paramref name="request"/> names; <paramref name="columns"/> are the table's now.</summary>
    public BatchBuilder(ScanRequest request, StoredColumn[] columns, TextCache texts)
    {
        _texts = texts;
        _buffers = new ColumnBuffer[request.Columns.Count];
        _slotOf = new int[columns.Length];
        Array.Fill(_slotOf, Unwanted);
        for (int slot = 0; slot < _buffers.Length; slot++)
        {
            var wanted = request.Schema.Columns[request.Columns[slot]];
            _buffers[slot] = new ColumnBuffer(wanted.Type);
            if (wanted.Role == ColumnRole.Time)
                _timeSlot = slot;
            else if (wanted.Role == ColumnRole.MeasureName)
                _measureNameSlot = slot;
            else if (Array.FindIndex(columns, c => c.Role == wanted.Role && c.Name == wanted.Name) is var column and >= 0)
                _slotOf[column] = slot;
            _wantsDimensions |= wanted.Role == ColumnRole.Dimension;
        }

        for (int column = 0; column < columns.Length; column++)
        {
            if (_slotOf[column] >= 0 && columns[column].Role != ColumnRole.Dimension)
                _lastMeasure = column;
        }
    }

    /// <summary>Whether any measure is wanted, so that rows' data are needed.</summary>
    public bool WantsMeasures => _lastMeasure >= 0;

    /// <summary>How many rows the batch holds so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a row.</summary>
    public void Add(Series series, long timeNs, ReadOnlySpan<byte> data)
    {
        int row = Count++;
        if (_timeSlot >= 0)
            _buffers[_timeSlot].Set(row, timeNs);
        if (_measureNameSlot >= 0)
            _buffers[_measureNameSlot].Set(row, series.MeasureName);
        if (_wantsDimensions)
            AddDimensions(row, series.Dimensions);
        if (WantsMeasures)
            AddMeasures(row, data);
    }

    /// <summary>Gives the rows and starts anew; null when there are none.</summary>
    public Batch? Finish()
    {
        if (Count == 0)
            return null;
        var batch = new Batch(Array.ConvertAll(_buffers, buffer => buffer.Finish(Count)), Count);
        Count = 0;
        return batch;
    }

    private void AddDimensions(int row, SeriesDimension[] dimensions)
    {
        foreach (var dimension in dimensions)
        {
            int slot = dimension.Column < _slotOf.Length ? _slotOf[dimension.Column] : Unwanted;
            if (slot >= 0)
                _buffers[slot].Set(row, dimension.Value);
        }
    }

    private void AddMeasures(int row, ReadOnlySpan<byte> data)
    {
        var values = new RowReader(data);
        while (values.Next() && values.Column <= _lastMeasure)
        {
            int slot = _slotOf[values.Column];
            if (slot < 0)
                continue;
            if (values.Kind == ValueKind.Varchar)
                _buffers[slot].Set(row, _texts.Get(values.Utf8));
            else
                _buffers[slot].Set(row, values.Bits);
        }
    }
}
