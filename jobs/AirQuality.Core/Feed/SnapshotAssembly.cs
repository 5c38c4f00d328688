using System.Text;
using AirQuality.Core.Readings;

namespace AirQuality.Core.Feed;

/// <summary>Makes a snapshot of the feed's elements, one after the other: filters, indexes, groups, and counts what is left out.</summary>
internal sealed class SnapshotAssembly : IDisposable
{
    private const int MaxRawBytes = 64 * 1_024;
    private const long DummyLocation = 11;

    private readonly ReasonCounts _malformed = new();
    private readonly ReasonCounts _filteredValues = new();
    private readonly ReasonCounts _unknownSensorTypes = new();
    private readonly EntryFilter _filter;
    private readonly ReadingGroups _groups;
    private readonly Action<MalformedEntry>? _onMalformed;

    public SnapshotAssembly(int averagingMinutes, Action<MalformedEntry>? onMalformed)
    {
        _filter = new EntryFilter(averagingMinutes, _filteredValues, _unknownSensorTypes);
        _groups = new ReadingGroups(_filteredValues);
        _onMalformed = onMalformed;
    }

    /// <summary>How many elements were taken.</summary>
    public long Entries { get; private set; }

    /// <summary>Takes one element.</summary>
    /// <param name="fields">What it says, or why it is malformed; read during the call only.</param>
    /// <param name="entry">Its bytes; the first ones of an element that is too large.</param>
    /// <param name="offset">Where it starts in the snapshot.</param>
    public void Accept(EntryFields fields, ReadOnlySpan<byte> entry, long offset)
    {
        var index = Entries++;
        if (fields.Problem is null)
        {
            _groups.Add(_filter.ToReading(fields, entry));
            return;
        }

        _malformed.Add(fields.Problem);
        if (_onMalformed is null)
            return;
        var raw = Encoding.UTF8.GetString(entry[..Math.Min(entry.Length, MaxRawBytes)]);
        _onMalformed(new MalformedEntry(offset, index, fields.Problem, fields.Detail, raw));
    }

    /// <inheritdoc/>
    public void Dispose() => _groups.Dispose();

    public Snapshot Complete(long bytes, long trailingBytes)
    {
        var filtered = new ReasonCounts();
        var noIndex = new ReasonCounts();
        var readings = new List<Reading>(_groups.Count);
        foreach (var reading in _groups.ToReadings())
        {
            if (reading.LocationId == DummyLocation)
                filtered.Add("dummy_location");
            else if (reading.Measurements.Count == 0)
                filtered.Add("no_values_left");
            else
                readings.Add(reading);
        }

        // By reference: a name is one object in a snapshot, and two counts of one name would only be added one after the other.
        foreach (var byType in readings.Where(reading => reading.Index is null).CountBy<Reading, string>(reading => reading.SensorTypeName ?? "", ReferenceEqualityComparer.Instance))
            noIndex.Add(SensorTypes.Find(byType.Key).MeasuresParticulates ? "no_valid_value" : "no_particulate_sensor", byType.Value);

        return new Snapshot
        {
            Readings = readings,
            Entries = Entries,
            Merged = _groups.Merged,
            Malformed = _malformed,
            Filtered = filtered,
            FilteredValues = _filteredValues,
            UnknownSensorTypes = _unknownSensorTypes,
            NoIndex = noIndex,
            Bytes = bytes,
            TrailingBytes = trailingBytes,
        };
    }
}
