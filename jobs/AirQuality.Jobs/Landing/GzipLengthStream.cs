using System.Buffers.Binary;

namespace AirQuality.Jobs.Landing;

/// <summary>
/// Checks an expanded gzip against the length in its last four bytes (RFC 1952). The framework checks the sum of a trailer that is there, and
/// takes a file without one for whole.
/// </summary>
/// <param name="expanded">The expanded content; disposed with this one.</param>
/// <param name="file">The gzip file below it, seekable.</param>
internal sealed class GzipLengthStream(Stream expanded, FileStream file) : ReadThroughStream(expanded)
{
    private uint _length;

    /// <inheritdoc />
    protected override void OnRead(ReadOnlySpan<byte> bytes)
    {
        _length = unchecked(_length + (uint)bytes.Length);
        if (bytes.IsEmpty && _length != LengthInTrailer())
            throw new InvalidDataException("it is cut short, or its length is wrong.");
    }

    private uint LengthInTrailer()
    {
        Span<byte> trailer = stackalloc byte[4];
        file.Seek(-Math.Min(trailer.Length, file.Length), SeekOrigin.End);
        file.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false);
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }
}
