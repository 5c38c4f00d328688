namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>What one query may use, so that a hostile one ends with an error and not with the server.</summary>
internal sealed class Budget(CancellationToken cancellationToken)
{
    /// <summary>How many values (rows times columns) operators may hold at once, about 300 MB of numbers.</summary>
    public const long MaximumHeld = 40_000_000;

    /// <summary>How many rows operators may make out of others in joins, UNNEST, windows and repeated subqueries.</summary>
    public const long MaximumMade = 50_000_000;

    private long _held;
    private long _made;

    /// <summary>Counts values that an operator keeps.</summary>
    public void Hold(long rows, int columns)
    {
        _held += rows * Math.Max(columns, 1);
        if (_held > MaximumHeld)
        {
            throw new SqlException(
                $"The query holds more than {MaximumHeld} values; bound time and measure_name, select fewer columns, or group earlier");
        }

    }

    /// <summary>Takes back what was counted as held.</summary>
    public void Release(long rows, int columns) => _held -= rows * Math.Max(columns, 1);

    /// <summary>Counts rows that an operator made.</summary>
    public void Make(long rows)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _made += rows;
        if (_made > MaximumMade)
            throw new SqlException($"The query makes more than {MaximumMade} rows on its way; join on equal columns or bound the inputs");
    }
}
