using System.Text;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>
/// Turns UTF-8 into strings and gives the same string again for text that came lately: dimension values and short texts repeat for
/// every sensor of a country or type. A miss costs a string, never more, so the cache may be small and shared between threads.
/// </summary>
internal sealed class TextCache
{
    private const int Slots = 4096;
    private const int LongestKept = 64;
    private readonly string?[] _slots = new string?[Slots];

    /// <summary>The text of some bytes.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestKept)
            return Encoding.UTF8.GetString(utf8);
        int slot = Utf8Comparer.Instance.GetHashCode(utf8) & (Slots - 1);
        string? kept = _slots[slot];
        if (kept is not null && Ascii.Equals(utf8, kept))
            return kept;
        return _slots[slot] = Encoding.UTF8.GetString(utf8);
    }
}
