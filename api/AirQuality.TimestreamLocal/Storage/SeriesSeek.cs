namespace AirQuality.TimestreamLocal.Storage;

/// <summary>The rows of some series: each is sought in each hour.</summary>
/// <param name="connection">The snapshot.</param>
/// <param name="rows">The b-tree.</param>
/// <param name="range">When.</param>
/// <param name="series">The series' numbers, ascending.</param>
/// <param name="withData">Whether measures are wanted.</param>
internal sealed class SeriesSeek(SqliteConnection connection, string rows, HourRange range, int[] series, bool withData)
    : RowPath(connection.Prepare($"SELECT {Columns(withData)} FROM {rows} WHERE hour = ?1 AND series = ?2"))
{
    private readonly SqliteStatement _nextHour =
        connection.Prepare($"SELECT hour FROM {rows} WHERE hour BETWEEN ?1 AND ?2 ORDER BY hour LIMIT 1");

    private long _hour = range.First - 1;
    private int _next = series.Length;
    private long _foundBefore;

    /// <inheritdoc />
    public override long Hour => _hour;

    /// <inheritdoc />
    public override int Series => series[_next - 1];

    /// <inheritdoc />
    public override void Dispose()
    {
        _nextHour.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override bool MoveToRange()
    {
        if (series.Length == 0 || (_next == series.Length && !MoveToHour()))
            return false;
        Row.Bind(1, _hour).Bind(2, series[_next++]);
        return true;
    }

    /// <summary>After an hour that had rows the next one mostly has some too. After one without, the next that anybody has is looked up,
    /// so that an empty year costs one seek.</summary>
    private bool MoveToHour()
    {
        bool hadRows = Found > _foundBefore;
        if (_hour >= range.Last || (!hadRows && !Jump()))
            return false;
        if (hadRows)
            _hour++;
        (_foundBefore, _next) = (Found, 0);
        return true;
    }

    private bool Jump()
    {
        _nextHour.Reset();
        if (!_nextHour.Bind(1, _hour + 1).Bind(2, range.Last).Step())
            return false;
        _hour = _nextHour.Int64(0);
        return true;
    }
}
