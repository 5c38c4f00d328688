using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>
/// Counts a table's rows between two instants in one snapshot, without reading them: SQLite steps over the keys, some hours at a time, so
/// that a query can be ended.
/// </summary>
internal sealed class RowTallyScan : IDisposable
{
    private const long HoursAtOnce = 6;
    private readonly HourRange _range;
    private readonly SqliteStatement _hourFrom;
    private readonly SqliteStatement _hourTo;
    private readonly SqliteStatement _edge;
    private readonly SqliteStatement _whole;

    /// <summary>Begins a snapshot on a connection.</summary>
    public RowTallyScan(SqliteConnection connection, StoredTable table, ScanRequest request)
    {
        string rows = StoreSchema.RowsOf(table.Id);
        _range = new HourRange(request.FromNs, request.ToNs);
        connection.Execute("BEGIN");
        connection.Scalar($"SELECT 1 FROM {rows} LIMIT 1");

        // Taken after the snapshot began, the series cover all of its rows.
        var series = table.Series.ById;
        IsOfAllSeries = new SeriesFilter(request, table.Columns.All, table.Series, series).Select() is null;
        _hourFrom = connection.Prepare($"SELECT hour FROM {rows} WHERE hour BETWEEN ?1 AND ?2 ORDER BY hour LIMIT 1");
        _hourTo = connection.Prepare($"SELECT hour FROM {rows} WHERE hour BETWEEN ?1 AND ?2 ORDER BY hour DESC LIMIT 1");
        _edge = connection.Prepare($"SELECT count(*), min(ns), max(ns) FROM {rows} WHERE hour = ?1 AND ns BETWEEN ?2 AND ?3");
        _whole = connection.Prepare($"SELECT count(*) FROM {rows} WHERE hour BETWEEN ?1 AND ?2");
    }

    /// <summary>Whether the request wants every series; rows are counted without looking whose they are.</summary>
    public bool IsOfAllSeries { get; }

    /// <summary>Counts.</summary>
    public RowTally Count(CancellationToken cancellationToken)
    {
        if (EdgeHour(_hourFrom, _range.First, _range.Last, step: 1) is not { } first)
            return RowTally.None;
        if (EdgeHour(_hourTo, first.Hour + 1, _range.Last, step: -1) is not { } last)
            return new(first.Rows, RowTime.ToNs(first.Hour, first.MinNs), RowTime.ToNs(first.Hour, first.MaxNs));
        long between = CountHours(first.Hour + 1, last.Hour - 1, cancellationToken);
        return new(first.Rows + between + last.Rows, RowTime.ToNs(first.Hour, first.MinNs), RowTime.ToNs(last.Hour, last.MaxNs));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _hourFrom.Dispose();
        _hourTo.Dispose();
        _edge.Dispose();
        _whole.Dispose();
    }

    /// <summary>The hour nearest to one end that has rows in the range: at most the hours at the range's ends have none of theirs in it.</summary>
    private (long Hour, long Rows, long MinNs, long MaxNs)? EdgeHour(SqliteStatement nearest, long from, long to, int step)
    {
        while (from <= to)
        {
            nearest.Reset();
            if (!nearest.Bind(1, from).Bind(2, to).Step())
                return null;
            long hour = nearest.Int64(0);
            _edge.Reset();
            _edge.Bind(1, hour).Bind(2, _range.FirstNsOf(hour)).Bind(3, _range.LastNsOf(hour)).Step();
            if (_edge.Int64(0) > 0)
                return (hour, _edge.Int64(0), _edge.Int64(1), _edge.Int64(2));
            (from, to) = step > 0 ? (hour + 1, to) : (from, hour - 1);
        }

        return null;
    }

    private long CountHours(long first, long last, CancellationToken cancellationToken)
    {
        long rows = 0;
        for (long hour = first; hour <= last; hour += HoursAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _whole.Reset();
            _whole.Bind(1, hour).Bind(2, Math.Min(last, hour + HoursAtOnce - 1)).Step();
            rows += _whole.Int64(0);
        }

        return rows;
    }
}
