using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>One pass over a table in one snapshot: finds the wanted series, chooses a way to their rows, and makes batches of them.</summary>
internal sealed class RowScan : IDisposable
{
    /// <summary>What a row's key counts as read.</summary>
    public const int KeyBytes = 16;

    private const int RowsBetweenChecks = 8 * Batch.TargetRows;
    private readonly ScanRequest _request;
    private readonly HourRange _range;
    private readonly BatchBuilder _batch;
    private readonly Series[] _series;
    private readonly bool[]? _wanted;
    private readonly RowPath _path;
    private int _left = int.MaxValue;

    /// <summary>Begins a snapshot on a connection.</summary>
    public RowScan(SqliteConnection connection, StoredTable table, ScanRequest request, TextCache texts)
    {
        (_request, _range) = (request, new HourRange(request.FromNs, request.ToNs));
        connection.Execute("BEGIN");
        connection.Scalar($"SELECT 1 FROM {StoreSchema.RowsOf(table.Id)} LIMIT 1");

        // Taken after the snapshot began, the columns and series cover all of its rows.
        _series = table.Series.ById;
        var columns = table.Columns.All;
        _batch = new BatchBuilder(request, columns, texts);
        int[]? series = new SeriesFilter(request, columns, table.Series, _series).Select();
        _path = ScanPlan.Choose(connection, table, request, series, _batch.WantsMeasures);
        if (series is not null || _path.IsNewestFirst)
            (_wanted, _left) = Mark(series);
    }

    /// <summary>The next rows; null at the end.</summary>
    public Batch? Next(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int seen = 0;
        while (_batch.Count < Batch.TargetRows && _left > 0 && _path.Next())
        {
            Take();
            if (++seen % RowsBetweenChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
        }

        return _batch.Finish();
    }

    /// <inheritdoc />
    public void Dispose() => _path.Dispose();

    private void Take()
    {
        int series = _path.Series;
        if (_wanted is not null && !_wanted[series])
            return;
        long time = RowTime.ToNs(_path.Hour, _path.Ns);
        if (!_range.Contains(time))
            return;
        var data = _batch.WantsMeasures ? _path.Data : [];
        _request.Meter.Add(KeyBytes + data.Length);
        _batch.Add(_series[series], time, data);
        if (!_path.IsNewestFirst)
            return;
        _wanted![series] = false;
        _left--;
    }

    private (bool[] Wanted, int Left) Mark(int[]? series)
    {
        var wanted = new bool[_series.Length];
        if (series is null)
            Array.Fill(wanted, true);
        else
            Array.ForEach(series, id => wanted[id] = true);
        return (wanted, series?.Length ?? int.MaxValue);
    }
}
