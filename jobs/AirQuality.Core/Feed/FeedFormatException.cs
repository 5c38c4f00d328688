namespace AirQuality.Core.Feed;

/// <summary>The whole snapshot is unusable: it is no JSON array of entries, or it breaks off. Nothing of it may be stored.</summary>
public sealed class FeedFormatException : Exception
{
    internal FeedFormatException(string reason, long offset, string message)
        : base(message)
    {
        Reason = reason;
        Offset = offset;
    }

    /// <summary>
    /// A stable code: <c>empty</c>, <c>html</c>, <c>compressed</c>, <c>not_an_array</c>, <c>not_json</c>, <c>bad_json</c> or
    /// <c>truncated</c>.
    /// </summary>
    public string Reason { get; }

    /// <summary>The byte of the decompressed snapshot at which it shows.</summary>
    public long Offset { get; }
}
