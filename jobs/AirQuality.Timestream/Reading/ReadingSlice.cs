namespace AirQuality.Timestream.Reading;

/// <summary>
/// A part of a span of time that is read newest first. Its width follows what is found: about one query's rows, whether they are one sensor's
/// of years or all sensors' of minutes.
/// </summary>
/// <param name="FromMs">Its first millisecond since 1970-01-01 UTC.</param>
/// <param name="ToMs">Its last.</param>
/// <param name="WidthMs">How wide the next one is to be.</param>
/// <param name="After">What was given of it already; null for nothing.</param>
internal sealed record ReadingSlice(long FromMs, long ToMs, long WidthMs, ReadingPosition? After)
{
    private const long FirstMs = 60 * 60_000;
    private const long NarrowestMs = 60_000;
    private const int Growth = 4;

    /// <summary>The newest slice of what is left.</summary>
    public static ReadingSlice? Last(ReadingCriteria criteria, ReadingPosition? after) =>
        after is { } position && position.TimeMs <= criteria.ToMs
            ? Until(criteria.FromMs, position.TimeMs, FirstMs, after)
            : Until(criteria.FromMs, criteria.ToMs, FirstMs, after: null);

    /// <summary>The slice before this one, which has been read to its end; null at the span's beginning.</summary>
    /// <param name="criteria">Where the span begins.</param>
    /// <param name="found">How many rows were found in this one.</param>
    /// <param name="wanted">How many rows the next one is to have at most.</param>
    public ReadingSlice? Before(ReadingCriteria criteria, int found, int wanted)
    {
        var covered = ToMs - FromMs + 1;
        var width = Math.Min(WidthMs * Growth, WidthOf(covered, found, wanted));
        return Until(criteria.FromMs, FromMs - 1, width, after: null);
    }

    /// <summary>What is left of this slice, of which one query's rows have come.</summary>
    /// <param name="position">Where they end.</param>
    /// <param name="found">How many they are, which is how many the next slice is to have at most.</param>
    public ReadingSlice Rest(ReadingPosition position, int found)
    {
        var width = WidthOf(ToMs - position.TimeMs + 1, found, found);
        return new(Math.Max(FromMs, position.TimeMs - width), position.TimeMs, width, position);
    }

    /// <summary>How wide a slice is that has three quarters of the rows that are wanted, if it is as dense as the last one.</summary>
    private static long WidthOf(long coveredMs, int found, int wanted) =>
        Math.Max(NarrowestMs, (long)(coveredMs * 0.75 * wanted / Math.Max(1, found)));

    private static ReadingSlice? Until(long firstMs, long toMs, long widthMs, ReadingPosition? after) =>
        toMs < firstMs ? null : new(Math.Max(firstMs, toMs - widthMs), toMs, widthMs, after);
}
