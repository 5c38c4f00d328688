namespace AirQuality.TimestreamLocal.Storage;

/// <summary>Every row of the hours, in order of hour, series and time: one range of the b-tree.</summary>
internal sealed class HourWalk(SqliteConnection connection, string rows, HourRange range, bool withData)
    : RowPath(connection.Prepare($"SELECT {Columns(withData)} FROM {rows} WHERE hour BETWEEN ?1 AND ?2"))
{
    private bool _begun;

    /// <inheritdoc />
    protected override bool MoveToRange()
    {
        if (_begun)
            return false;
        Row.Bind(1, range.First).Bind(2, range.Last);
        return _begun = true;
    }
}
