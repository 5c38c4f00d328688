using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>The shapes of a table's records, by the activity of its series: one small row a series instead of all their rows.</summary>
internal sealed class MeasureScan : IDisposable
{
    private readonly SqliteStatement _activity;
    private readonly SqliteStatement _kept;
    private readonly Series[] _series;
    private readonly StoredColumn[] _columns;
    private readonly HourRange _range;

    /// <summary>Begins a snapshot on a connection.</summary>
    public MeasureScan(SqliteConnection connection, StoredTable table, long oldestKeptNs)
    {
        _range = new HourRange(oldestKeptNs, long.MaxValue);
        connection.Execute("BEGIN");
        _activity = connection.Prepare($"SELECT series, hour, kinds FROM {StoreSchema.ActivityOf(table.Id)} WHERE hour >= ?1");
        _kept = connection.Prepare($"SELECT 1 FROM {StoreSchema.RowsOf(table.Id)} WHERE hour = ?1 AND series = ?2 AND ns >= ?3 LIMIT 1");
        _activity.Bind(1, _range.First);

        // The snapshot begins with the first read, so what is taken after it covers all of its series.
        _kept.Bind(1, 0).Bind(2, 0).Bind(3, 0).Run();
        (_series, _columns) = (table.Series.ById, table.Columns.All);
    }

    /// <summary>The shape of the next series that has rows; null at the end.</summary>
    public MeasureShape? Next()
    {
        while (_activity.Step())
        {
            var (id, hour) = ((int)_activity.Int64(0), _activity.Int64(1));
            if (hour > _range.First || IsKept(id))
                return ShapeOf(_series[id], (RecordKinds)_activity.Int64(2));
        }

        return null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _activity.Dispose();
        _kept.Dispose();
    }

    /// <summary>Whether a series whose newest hour is the one that retention is passing has a row that is left.</summary>
    private bool IsKept(int series)
    {
        _kept.Reset();
        return _kept.Bind(1, _range.First).Bind(2, series).Bind(3, _range.FirstNsOf(_range.First)).Step();
    }

    private MeasureShape ShapeOf(Series series, RecordKinds kinds)
    {
        List<string> types = [.. Enum.GetValues<ValueKind>().Where(kind => (kinds & kind.ToRecordKind()) != 0).Select(kind => kind.ToName())];
        if ((kinds & RecordKinds.Multi) != 0)
            types.Add("multi");
        return new(series.MeasureName, types, Array.ConvertAll(series.Dimensions, dimension => _columns[dimension.Column].Name));
    }
}
