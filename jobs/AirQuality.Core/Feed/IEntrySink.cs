namespace AirQuality.Core.Feed;

/// <summary>What takes the feed's elements, one after the other: either engine's first step.</summary>
internal interface IEntrySink
{
    /// <summary>How many elements were taken.</summary>
    long Entries { get; }

    /// <summary>Takes one element.</summary>
    /// <param name="fields">What it says, or why it is malformed; read during the call only.</param>
    /// <param name="entry">Its bytes; the first ones of an element that is too large.</param>
    /// <param name="offset">Where it starts in the snapshot.</param>
    void Accept(EntryFields fields, ReadOnlySpan<byte> entry, long offset);
}
