using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace AirQuality.Core.Feed;

/// <summary>
/// Turns UTF-8 text that repeats thousands of times in a feed into one shared object, without allocating for a text seen before.
/// A cache, not a set: a text whose place is taken by another one is made anew, so a hostile feed gains neither memory nor time.
/// </summary>
internal sealed class Utf8Interner<T>(Func<string, T> create)
    where T : class
{
    // A feed has some dozens of different texts a kind.
    private const int Places = 1_024;
    private const int PlacesTried = 4;

    private readonly (byte[]? Text, T? Value)[] _places = new (byte[]?, T?)[Places];

    /// <summary>The object for the text; false when the text is not valid UTF-8.</summary>
    public bool TryGet(ReadOnlySpan<byte> utf8, out T? value)
    {
        var home = Hash(utf8);
        for (var i = 0; i < PlacesTried; i++)
        {
            ref var place = ref _places[(home + i) % Places];
            if (place.Text is null)
                return TryCreate(utf8, ref place, out value);
            if (utf8.SequenceEqual(place.Text))
            {
                value = place.Value;
                return true;
            }
        }

        return TryCreate(utf8, ref _places[home % Places], out value);
    }

    private bool TryCreate(ReadOnlySpan<byte> utf8, ref (byte[]? Text, T? Value) place, out T? value)
    {
        value = null;
        if (!Utf8.IsValid(utf8))
            return false;
        value = create(Encoding.UTF8.GetString(utf8));
        place = (utf8.ToArray(), value);
        return true;
    }

    // Its two ends and its length tell the names in a feed apart.
    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = (uint)utf8.Length;
        if (utf8.Length >= sizeof(ulong))
        {
            var ends = BinaryPrimitives.ReadUInt64LittleEndian(utf8) ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]) * 31;
            hash ^= (uint)(ends ^ ends >> 32);
        }
        else
        {
            foreach (var b in utf8)
                hash = hash * 31 + b;
        }

        return hash * 0x9E37_79B1 >> 16;
    }
}
