using System.Runtime.InteropServices;
using AirQuality.Core.Feed;

namespace AirQuality.Core.Readings;

/// <summary>Gathers the entries of a snapshot by sensor and time.</summary>
internal sealed class ReadingGroups(ReasonCounts filteredValues) : IDisposable
{
    // The feed's own size, so that its usual snapshot never makes these grow.
    private const int UsualReadings = 40_000;

    // The last snapshot's tables serve the next one: they are large enough that making them anew would set off full collections.
    private static Tables? s_spare;

    private readonly Tables _tables = Interlocked.Exchange(ref s_spare, null) ?? new Tables(new(UsualReadings), new(UsualReadings));
    private readonly Dictionary<int, List<EntryReading>> _joined = [];

    private readonly record struct Key(long SensorId, long TimeMs);

    private sealed record Tables(Dictionary<Key, int> Positions, List<EntryReading> Firsts);

    /// <summary>How many readings there are.</summary>
    public int Count => _tables.Firsts.Count;

    /// <summary>How many entries joined an earlier one.</summary>
    public long Merged { get; private set; }

    public void Add(EntryReading entry)
    {
        var key = new Key(entry.Reading.SensorId, entry.Reading.TimeMs);
        ref var position = ref CollectionsMarshal.GetValueRefOrAddDefault(_tables.Positions, key, out var known);
        if (known)
        {
            Join(position, entry);
            return;
        }

        position = _tables.Firsts.Count;
        _tables.Firsts.Add(entry);
    }

    /// <summary>The readings, merged, in the order of their first entries.</summary>
    public IEnumerable<Reading> ToReadings()
    {
        for (var position = 0; position < _tables.Firsts.Count; position++)
        {
            yield return _joined.TryGetValue(position, out var entries)
                ? ReadingMerger.Merge(entries, filteredValues)
                : _tables.Firsts[position].Reading;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tables.Positions.Clear();
        _tables.Firsts.Clear();
        s_spare = _tables;
    }

    private void Join(int position, EntryReading entry)
    {
        if (!_joined.TryGetValue(position, out var entries))
            _joined[position] = entries = [_tables.Firsts[position]];
        entries.Add(entry);
        Merged++;
    }
}
