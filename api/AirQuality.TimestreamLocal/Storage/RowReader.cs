using System.Buffers.Binary;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>Walks a blob that <see cref="RowWriter"/> made.</summary>
internal ref struct RowReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    /// <summary>The column of the value that <see cref="Next"/> moved to.</summary>
    public int Column { get; private set; }

    /// <summary>Its type.</summary>
    public ValueKind Kind { get; private set; }

    /// <summary>A number or truth value; a DOUBLE as its bits.</summary>
    public long Bits { get; private set; }

    /// <summary>A VARCHAR's bytes.</summary>
    public ReadOnlySpan<byte> Utf8 { get; private set; }

    /// <summary>Whether there is more.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Moves to the next value; false at the end.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        ulong header = Number();
        Column = (int)(header >> 3);
        Kind = (ValueKind)(header & 7);
        switch (Kind)
        {
            case ValueKind.Double:
                Bits = BinaryPrimitives.ReadInt64LittleEndian(_rest);
                _rest = _rest[8..];
                break;
            case ValueKind.Boolean:
                Bits = _rest[0];
                _rest = _rest[1..];
                break;
            case ValueKind.Varchar:
                Utf8 = Text();
                break;
            default:
                ulong zigzag = Number();
                Bits = (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
                break;
        }

        return true;
    }

    /// <summary>Reads a length and bytes.</summary>
    public ReadOnlySpan<byte> Text()
    {
        int length = (int)Number();
        var text = _rest[..length];
        _rest = _rest[length..];
        return text;
    }

    private ulong Number()
    {
        ulong value = 0;
        for (int shift = 0, i = 0; ; shift += 7, i++)
        {
            byte part = _rest[i];
            value |= (ulong)(part & 0x7F) << shift;
            if (part >= 0x80)
                continue;
            _rest = _rest[(i + 1)..];
            return value;
        }
    }
}
