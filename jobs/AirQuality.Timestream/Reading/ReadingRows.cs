namespace AirQuality.Timestream.Reading;

/// <summary>Makes readings of rows. The same few names come again and again, each time as a text of its own: one of each is kept.</summary>
/// <param name="valueTypes">The value types that follow the other columns.</param>
internal sealed class ReadingRows(IReadOnlyList<string> valueTypes)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The reading of a row; null where its sensor's id is no number, so that it is none of this program's.</summary>
    public StoredReading? Read(string?[] row) => StoredReading.Of(row, valueTypes, Shared);

    private string? Shared(string? text)
    {
        if (text is null)
            return null;
        if (_names.TryGetValue(text, out var known))
            return known;
        _names.Add(text, text);
        return text;
    }
}
