namespace AirQuality.Timestream.Reading;

/// <summary>A place in the order of readings, newest first: where the next page begins, whatever is written meanwhile.</summary>
/// <param name="TimeMs">The time of the last reading that was given, milliseconds since 1970-01-01 UTC.</param>
/// <param name="SensorId">Its sensor.</param>
/// <param name="Given">
/// How many readings of that sensor and time were given: there is more than one where the row of an archive and that of a feed differ in
/// their dimensions.
/// </param>
public readonly record struct ReadingPosition(long TimeMs, long SensorId, int Given)
{
    /// <summary>The place after one more reading.</summary>
    /// <param name="position">The place before it; null at the beginning.</param>
    /// <param name="reading">The reading.</param>
    public static ReadingPosition After(ReadingPosition? position, StoredReading reading) =>
        position is { } last && last.TimeMs == reading.TimeMs && last.SensorId == reading.SensorId
            ? last with { Given = last.Given + 1 }
            : new(reading.TimeMs, reading.SensorId, 1);
}
