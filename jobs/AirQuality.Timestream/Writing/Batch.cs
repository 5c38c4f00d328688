namespace AirQuality.Timestream.Writing;

/// <summary>Neighbouring records that travel in one request.</summary>
/// <param name="Start">The place of the first.</param>
/// <param name="Count">How many.</param>
internal readonly record struct Batch(int Start, int Count)
{
    /// <summary>The most that WriteRecords takes (Timestream developer guide, Quotas).</summary>
    public const int MaxRecords = 100;

    /// <summary>The two halves, to find out which of them a refused request stumbled over.</summary>
    public (Batch First, Batch Second) Halves() => (new(Start, Count / 2), new(Start + (Count / 2), Count - (Count / 2)));
}
