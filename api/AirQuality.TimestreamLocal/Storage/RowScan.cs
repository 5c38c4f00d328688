using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>
/// One pass over a table in one snapshot. With few series wanted, it seeks each of them in each hour; otherwise it walks the hours
/// and skips the rows of other series.
/// </summary>
internal sealed class RowScan : IDisposable
{
    /// <summary>Up to this many series, seeking each is cheaper than walking an hour of all.</summary>
    private const int FewSeries = 64;

    private readonly ScanRequest _request;
    private readonly SqliteStatement _rows;
    private readonly SqliteStatement? _nextHour;
    private readonly BatchBuilder _batch;
    private readonly Series[] _series;
    private readonly bool[]? _wanted;
    private readonly int[] _sought = [];
    private long _hour;
    private int _seek;
    private bool _open;

    /// <summary>Begins a snapshot on a connection.</summary>
    public RowScan(SqliteConnection connection, StoredTable table, ScanRequest request, TextCache texts)
    {
        _request = request;
        string rows = StoreSchema.RowsOf(table.Id);
        connection.Execute("BEGIN");
        connection.Scalar($"SELECT 1 FROM {rows} LIMIT 1");

        // Taken after the snapshot began, the columns and series cover all of its rows.
        _series = table.Series.ById;
        var columns = table.Columns.All;
        _batch = new BatchBuilder(request, columns, texts);
        var filter = new SeriesFilter(request, columns);
        if (!filter.TakesAll)
            (_wanted, _sought) = Select(filter);
        bool few = _wanted is not null && _sought.Length <= FewSeries;
        _rows = connection.Prepare(few
            ? $"SELECT hour, series, ns, data FROM {rows} WHERE hour = ?1 AND series = ?2"
            : $"SELECT hour, series, ns, data FROM {rows} WHERE hour BETWEEN ?1 AND ?2");
        _nextHour = few ? connection.Prepare($"SELECT hour FROM {rows} WHERE hour BETWEEN ?1 AND ?2 ORDER BY hour LIMIT 1") : null;
        _hour = RowTime.HourOf(request.FromNs) - 1;
        _seek = _sought.Length;
    }

    /// <summary>The next rows; null at the end.</summary>
    public Batch? Next(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int seen = 0;
        while (_batch.Count < Batch.TargetRows && NextRow())
        {
            Take();
            if (++seen % (8 * Batch.TargetRows) == 0)
                cancellationToken.ThrowIfCancellationRequested();
        }

        return _batch.Finish();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _rows.Dispose();
        _nextHour?.Dispose();
    }

    private void Take()
    {
        int series = (int)_rows.Int64(1);
        if (_wanted is not null && !_wanted[series])
            return;
        long time = RowTime.ToNs(_rows.Int64(0), _rows.Int64(2));
        if (time >= _request.FromNs && time <= _request.ToNs)
            _batch.Add(_series[series], time, _rows.Blob(3));
    }

    private bool NextRow()
    {
        if (_open && _rows.Step())
            return true;
        _open = false;
        return _nextHour is null ? StartWalk() : SeekOn();
    }

    private bool StartWalk()
    {
        if (_hour == long.MaxValue || _wanted is not null && _sought.Length == 0)
            return false;
        _hour = long.MaxValue;
        _rows.Reset();
        _rows.Bind(1, RowTime.HourOf(_request.FromNs)).Bind(2, RowTime.HourOf(_request.ToNs));
        return _open = _rows.Step();
    }

    private bool SeekOn()
    {
        while (true)
        {
            if (_seek == _sought.Length && !MoveToNextHour())
                return false;
            _rows.Reset();
            _rows.Bind(1, _hour).Bind(2, _sought[_seek++]);
            if (_open = _rows.Step())
                return true;
        }
    }

    private bool MoveToNextHour()
    {
        if (_sought.Length == 0)
            return false;
        _nextHour!.Reset();
        _nextHour.Bind(1, _hour + 1).Bind(2, RowTime.HourOf(_request.ToNs));
        if (!_nextHour.Step())
            return false;
        _hour = _nextHour.Int64(0);
        _seek = 0;
        return true;
    }

    private (bool[] Wanted, int[] Sought) Select(SeriesFilter filter)
    {
        var wanted = new bool[_series.Length];
        List<int> sought = [];
        for (int id = 0; id < _series.Length && _series[id] is { } series; id++)
        {
            if (wanted[id] = filter.Wants(series))
                sought.Add(id);
        }

        return (wanted, [.. sought]);
    }
}
