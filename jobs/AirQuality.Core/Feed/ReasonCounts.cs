using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace AirQuality.Core.Feed;

/// <summary>How many times each reason applied. A JSON object of numbers, in the order of the reasons' names.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Counts say what they are; ReasonCountsDictionary would say how they are kept.")]
public sealed class ReasonCounts : IReadOnlyDictionary<string, long>
{
    /// <summary>The reason that takes the rest when a feed brings more different ones than anybody would read.</summary>
    public const string Others = "(others)";

    private const int MaxReasons = 256;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>No reason yet.</summary>
    public ReasonCounts()
    {
    }

    /// <summary>Counts made elsewhere; equal reasons add up.</summary>
    public ReasonCounts(IEnumerable<KeyValuePair<string, long>> counts)
    {
        foreach (var (reason, times) in counts)
            Add(reason, times);
    }

    /// <summary>The sum over all reasons.</summary>
    public long Total => _counts.Values.Sum();

    /// <inheritdoc/>
    public int Count => _counts.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _counts.Keys.Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<long> Values => Keys.Select(reason => _counts[reason]);

    /// <summary>How many times the reason applied; 0 for one that never did.</summary>
    public long this[string key] => _counts.GetValueOrDefault(key);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _counts.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out long value) => _counts.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, long>> GetEnumerator() =>
        _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(string reason, long times = 1)
    {
        if (_counts.Count >= MaxReasons && !_counts.ContainsKey(reason))
            reason = Others;
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, reason, out _) += times;
    }
}
