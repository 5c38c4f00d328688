using System.Buffers.Binary;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>
/// Builds the blobs of rows and series keys in a buffer that is used again and again. Integers are LEB128; a value is a header
/// (column number × 8 + <see cref="ValueKind"/>) and its bytes: 8 for a DOUBLE, 1 for a BOOLEAN, zigzag LEB128 for BIGINT and
/// TIMESTAMP, length and UTF-8 for a VARCHAR.
/// </summary>
internal sealed class RowWriter
{
    private byte[] _buffer = new byte[512];
    private int _length;

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Starts anew.</summary>
    public void Clear() => _length = 0;

    /// <summary>Writes a number or truth value; a DOUBLE as its bits.</summary>
    public void Value(int column, ValueKind kind, long bits)
    {
        Number((ulong)column << 3 | (ulong)kind);
        switch (kind)
        {
            case ValueKind.Double:
                BinaryPrimitives.WriteInt64LittleEndian(Take(8), bits);
                break;
            case ValueKind.Boolean:
                Take(1)[0] = (byte)bits;
                break;
            default:
                Number((ulong)bits << 1 ^ (ulong)(bits >> 63));
                break;
        }
    }

    /// <summary>Writes a VARCHAR.</summary>
    public void Value(int column, ReadOnlySpan<byte> text)
    {
        Number((ulong)column << 3 | (ulong)ValueKind.Varchar);
        Text(text);
    }

    /// <summary>Writes a length and bytes.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        Number((ulong)text.Length);
        text.CopyTo(Take(text.Length));
    }

    /// <summary>Writes an unsigned number.</summary>
    public void Number(ulong value)
    {
        var target = Take(10);
        int used = 0;
        for (; value >= 0x80; value >>= 7)
            target[used++] = (byte)(value | 0x80);
        target[used++] = (byte)value;
        _length -= 10 - used;
    }

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
