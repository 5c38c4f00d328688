using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace AirQuality.Core.Feed;

/// <summary>
/// Turns UTF-8 text that repeats thousands of times in a feed into one shared object, without allocating for a text seen before.
/// </summary>
internal sealed class Utf8Interner<T>(Func<string, T> create)
{
    // A feed has some dozens of different names; one that has thousands is hostile, and its names are not kept.
    private const int MaxKept = 4_096;

    private readonly Dictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> _kept =
        new Dictionary<byte[], T>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The object for the text; false when the text is not valid UTF-8.</summary>
    public bool TryGet(ReadOnlySpan<byte> utf8, out T value)
    {
        if (_kept.TryGetValue(utf8, out value!))
            return true;
        if (!Utf8.IsValid(utf8))
            return false;

        value = create(Encoding.UTF8.GetString(utf8));
        if (_kept.Dictionary.Count < MaxKept)
            _kept[utf8] = value;
        return true;
    }
}

internal sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8Comparer Instance = new();

    // Unknown to whoever writes the feed, so that nobody can aim many names at one bucket.
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64() | 1;

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = Seed ^ (ulong)alternate.Length;
        while (alternate.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(alternate));
            alternate = alternate[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (var b in alternate)
            rest = rest << 8 | b;
        hash = Mix(hash ^ rest);
        return (int)(hash ^ hash >> 32);
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, 0x9E37_79B9_7F4A_7C15UL ^ Seed << 1, out var low);
        return high ^ low;
    }
}
