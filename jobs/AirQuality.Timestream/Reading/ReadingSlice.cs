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
    public ReadingSlice? Before(ReadingCriteria criteria) => Until(criteria.FromMs, FromMs - 1, WidthMs * Growth, after: null);

    /// <summary>What is left of this slice, of which one query's rows have come.</summary>
    public ReadingSlice Rest(ReadingPosition position)
    {
        var width = Math.Max(NarrowestMs, 2 * (ToMs - position.TimeMs));
        return new(Math.Max(FromMs, position.TimeMs - width), position.TimeMs, width, position);
    }

    private static ReadingSlice? Until(long firstMs, long toMs, long widthMs, ReadingPosition? after) =>
        toMs < firstMs ? null : new(Math.Max(firstMs, toMs - widthMs), toMs, widthMs, after);
}
