namespace AirQuality.Bench.Generating;

/// <summary>SplitMix64: the same numbers for the same seed on every machine and runtime, which <see cref="Random"/> does not promise.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>From 0 up to, and never, <paramref name="below"/>.</summary>
    public int Next(int below) => (int)(NextBits() % (ulong)below);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Percent(int share) => Next(100) < share;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ulong NextBits()
    {
        var z = _state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ z >> 30) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ z >> 27) * 0x94D0_49BB_1331_11EB;
        return z ^ z >> 31;
    }
}
