namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>What a function has made out of a batch so far: a text may be a million characters long, and a batch has thousands of rows.</summary>
internal struct TextTotal
{
    private long _length;

    /// <summary>Counts a result if it is a long text; gives it back.</summary>
    public T Counted<T>(T result)
    {
        if (result is string { Length: > TextBudget.Long } text && (_length += text.Length) > TextBudget.MaxOfBatch)
            throw new SqlException("The texts that a function makes of one batch of rows are too long: shorten them, or read fewer rows");
        return result;
    }
}
