using System.Buffers;

namespace AirQuality.Core.Feed;

/// <summary>A pooled window on a stream: what has been read and not yet taken, at a known offset.</summary>
internal sealed class FeedBuffer(Stream stream, int capacity) : IDisposable
{
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);
    private int _start;
    private int _end;

    /// <summary>What is there and not yet taken.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Where <see cref="Unread"/> starts, in bytes from the start of the stream.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether the stream has nothing beyond <see cref="Unread"/>.</summary>
    public bool AtEnd { get; private set; }

    public void Take(int count)
    {
        _start += count;
        Offset += count;
    }

    /// <summary>
    /// Moves what is unread to the front and reads until the window is full or the stream ends. Always full: so how the stream cuts its
    /// bytes makes no difference, and an entry is looked at a second time only once a window.
    /// </summary>
    public async ValueTask FillAsync(CancellationToken ct)
    {
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        _end -= _start;
        _start = 0;
        while (_end < _bytes.Length && !AtEnd)
        {
            var read = await stream.ReadAsync(_bytes.AsMemory(_end), ct).ConfigureAwait(false);
            _end += read;
            AtEnd = read == 0;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
