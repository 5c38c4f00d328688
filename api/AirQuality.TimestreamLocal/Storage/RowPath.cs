namespace AirQuality.TimestreamLocal.Storage;

/// <summary>A way through a table's rows: one statement, run over one range of the b-tree after the other.</summary>
internal abstract class RowPath(SqliteStatement row) : IDisposable
{
    private bool _open;

    /// <summary>The hour of the row that <see cref="Next"/> moved to. A path that knows it need not ask.</summary>
    public virtual long Hour => row.Int64(0);

    /// <summary>The number of its series.</summary>
    public virtual int Series => (int)row.Int64(1);

    /// <summary>Its nanoseconds in the hour.</summary>
    public long Ns => row.Int64(2);

    /// <summary>Its measures, where they are wanted; valid until the next row.</summary>
    public ReadOnlySpan<byte> Data => row.Blob(3);

    /// <summary>The statement: hour, series, ns, and the data where they are wanted.</summary>
    protected SqliteStatement Row => row;

    /// <summary>Whether a series' first row is its newest; else rows of a series come in order of time.</summary>
    public virtual bool IsNewestFirst => false;

    /// <summary>How many rows came so far.</summary>
    protected long Found { get; private set; }

    /// <summary>Moves to the next row; false at the end.</summary>
    public bool Next()
    {
        while (!_open || !row.Step())
        {
            row.Reset();
            _open = MoveToRange();
            if (!_open)
                return false;
        }

        Found++;
        return true;
    }

    /// <inheritdoc />
    public virtual void Dispose() => row.Dispose();

    /// <summary>Binds the next range to the statement; false when there is none.</summary>
    protected abstract bool MoveToRange();

    /// <summary>The columns that a path's statement selects. Without measures it need not touch the rows' data.</summary>
    protected static string Columns(bool withData) => withData ? "hour, series, ns, data" : "hour, series, ns";
}
