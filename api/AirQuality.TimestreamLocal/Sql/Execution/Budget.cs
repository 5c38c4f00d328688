namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>What one query may use, so that a hostile one ends with an error and not with the server.</summary>
internal sealed class Budget(CancellationToken cancellationToken)
{
    /// <summary>How many values (rows times columns) operators may hold at once, about 300 MB of numbers.</summary>
    public const long MaximumHeld = 40_000_000;

    /// <summary>How many rows operators may make out of others in joins, UNNEST, windows and repeated subqueries, and how many elements
    /// of arrays expressions may make.</summary>
    public const long MaximumMade = 50_000_000;

    /// <summary>What an object counts for, as its header and the reference to it are memory too.</summary>
    private const int ObjectSize = 4;

    /// <summary>What a row of a hash index counts for besides its values: its place, hash, bucket and link.</summary>
    private const int IndexedSize = 4;

    /// <summary>How many UTF-16 units of long texts expressions may make.</summary>
    public const long MaximumText = 1 << 28;

    /// <summary>Up to how many units a text counts as the value that it is: names repeat, and are shared.</summary>
    private const int ShortText = 64;

    /// <summary>How many UTF-16 units are as large as a number.</summary>
    private const int UnitsOfValue = 4;

    private long _held;
    private long _made;
    private long _text;

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

    /// <summary>Counts distinct rows that an operator keeps in a hash index.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="columns">Their values.</param>
    /// <param name="objects">Objects beside each row, such as the state of an aggregate.</param>
    public void HoldIndexed(long rows, int columns, int objects = 0) => Hold(rows, columns + IndexedSize + (objects * ObjectSize));

    /// <summary>Counts values that are kept as objects: elements of an array.</summary>
    public void HoldObjects(long count) => Hold(count, ObjectSize);

    /// <summary>Counts units of long texts that an expression made.</summary>
    public void MakeText(long length)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _text += length;
        if (_text > MaximumText)
            throw new SqlException($"The query makes more than {MaximumText} characters of long texts; shorten them, or read fewer rows");
    }

    /// <summary>Counts the texts of values that an operator keeps, on top of the values; gives what they count for.</summary>
    public long HoldTexts(IReadOnlyList<Vector> columns)
    {
        var held = columns.Sum(column => ValueSize.TextLength(column, ShortText)) / UnitsOfValue;
        Hold(held, 1);
        return held;
    }

    /// <summary>Takes back what was counted as held.</summary>
    public void Release(long rows, int columns) => _held -= rows * Math.Max(columns, 1);

    /// <summary>Counts rows that an operator made.</summary>
    public void Make(long rows)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _made += rows;
        if (_made > MaximumMade)
            throw new SqlException($"The query makes more than {MaximumMade} rows or array elements on its way; join on equal columns or bound the inputs");
    }
}
