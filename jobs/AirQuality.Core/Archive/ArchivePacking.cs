using System.Buffers.Binary;
using System.IO.Compression;

namespace AirQuality.Core.Archive;

/// <summary>Unpacks archive files, which are plain or gzipped; their first bytes tell, whatever their names say.</summary>
internal static class ArchivePacking
{
    /// <summary>A day of one sensor has some 50 KB; nothing honest comes near this.</summary>
    public const int MaxBytes = 64 * 1_024 * 1_024;

    // Header and trailer of a gzip file (RFC 1952).
    private const int MinGzipBytes = 18;
    private const int PartBytes = 81_920;
    private const int UsualRatio = 8;

    /// <summary>Unpacks a file into memory, all of it or nothing: rows before a cut cannot be told from rows that the cut spoiled.</summary>
    /// <returns>What is wrong with it; null when the content is whole.</returns>
    public static string? TryUnpack(ReadOnlyMemory<byte> file, out ReadOnlyMemory<byte> content)
    {
        content = file;
        if (file.IsEmpty)
            return ArchiveDamage.Empty;
        if (file.Length > MaxBytes)
            return ArchiveDamage.TooLarge;
        if (file.Span is not [0x1f, 0x8b, ..])
            return null;

        try
        {
            return TryExpand(file, out content);
        }
        catch (InvalidDataException)
        {
            return ArchiveDamage.CutShort;
        }
    }

    private static string? TryExpand(ReadOnlyMemory<byte> file, out ReadOnlyMemory<byte> content)
    {
        content = default;
        if (file.Length < MinGzipBytes)
            return ArchiveDamage.CutShort;
        using var packed = new GZipStream(new MemoryStream(file.ToArray()), CompressionMode.Decompress);
        using var expanded = new MemoryStream(file.Length * UsualRatio);
        var part = new byte[PartBytes];
        while (packed.Read(part) is > 0 and var read)
        {
            expanded.Write(part, 0, read);
            if (expanded.Length > MaxBytes)
                return ArchiveDamage.TooLarge;
        }

        // The framework checks a trailer that is there and takes a file without one for whole (RFC 1952: its last field is the length).
        var length = BinaryPrimitives.ReadUInt32LittleEndian(file.Span[^sizeof(uint)..]);
        content = expanded.ToArray();
        return length != content.Length ? ArchiveDamage.CutShort : content.IsEmpty ? ArchiveDamage.Empty : null;
    }
}
