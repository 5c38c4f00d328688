using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>A request's body in a pooled buffer.</summary>
internal sealed class RequestBody : IDisposable
{
    private byte[] _buffer;
    private int _length;

    private RequestBody(int size) => _buffer = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>The bytes; not valid after <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="ServiceException">The body is longer than <paramref name="limit"/> bytes.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            throw TooLarge(limit);
        var body = new RequestBody((int)(request.ContentLength ?? 4096) + 1);
        try
        {
            await body.FillAsync(request.Body, limit, cancellationToken);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private async Task FillAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        while (await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken) is > 0 and var read)
        {
            _length += read;
            if (_length > limit)
                throw TooLarge(limit);
            if (_length == _buffer.Length)
                Grow();
        }
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private static ServiceException TooLarge(int limit) => new(
        ServiceError.TooLarge, FormattableString.Invariant($"The request is larger than {limit} bytes, the most that this server takes."));
}
