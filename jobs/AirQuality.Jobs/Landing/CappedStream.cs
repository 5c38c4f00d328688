using System.Globalization;

namespace AirQuality.Jobs.Landing;

/// <summary>Fails when more comes than <paramref name="limit"/> allows.</summary>
/// <param name="inner">The stream; disposed with this one.</param>
/// <param name="limit">How many bytes may have been read by now; asked after each read, because it may depend on what came in.</param>
internal sealed class CappedStream(Stream inner, Func<long> limit) : ReadThroughStream(inner)
{
    private long _read;

    /// <inheritdoc />
    protected override void OnRead(ReadOnlySpan<byte> bytes)
    {
        _read += bytes.Length;
        if (_read > limit())
        {
            throw new FeedException("feed_too_large", string.Create(CultureInfo.InvariantCulture,
                $"The snapshot is larger than {limit():N0} bytes. Nothing was stored. If the feed is right, raise Feed:MaxBytes or Feed:MaxExpansion."));
        }
    }
}
