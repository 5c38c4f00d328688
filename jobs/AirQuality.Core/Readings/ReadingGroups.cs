using System.Runtime.InteropServices;
using AirQuality.Core.Feed;

namespace AirQuality.Core.Readings;

/// <summary>Gathers the entries of a snapshot by sensor and time.</summary>
internal sealed class ReadingGroups(ReasonCounts filteredValues)
{
    // The feed's own size, so that its usual snapshot never makes these grow.
    private const int UsualReadings = 40_000;

    private readonly Dictionary<Key, int> _positions = new(UsualReadings);
    private readonly List<EntryReading> _firsts = new(UsualReadings);
    private readonly Dictionary<int, List<EntryReading>> _joined = [];

    private readonly record struct Key(long SensorId, long TimeMs);

    /// <summary>How many readings there are.</summary>
    public int Count => _firsts.Count;

    /// <summary>How many entries joined an earlier one.</summary>
    public long Merged { get; private set; }

    public void Add(EntryReading entry)
    {
        var key = new Key(entry.Reading.SensorId, entry.Reading.TimeMs);
        ref var position = ref CollectionsMarshal.GetValueRefOrAddDefault(_positions, key, out var known);
        if (known)
        {
            Join(position, entry);
            return;
        }

        position = _firsts.Count;
        _firsts.Add(entry);
    }

    /// <summary>The readings, merged, in the order of their first entries.</summary>
    public IEnumerable<Reading> ToReadings()
    {
        for (var position = 0; position < _firsts.Count; position++)
        {
            yield return _joined.TryGetValue(position, out var entries)
                ? ReadingMerger.Merge(entries, filteredValues)
                : _firsts[position].Reading;
        }
    }

    private void Join(int position, EntryReading entry)
    {
        if (!_joined.TryGetValue(position, out var entries))
            _joined[position] = entries = [_firsts[position]];
        entries.Add(entry);
        Merged++;
    }
}
