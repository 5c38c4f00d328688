using AirQuality.Core.Readings;

namespace AirQuality.Core.Feed;

/// <summary>Makes a snapshot of the feed's elements, one after the other: filters, indexes, groups, and counts what is left out.</summary>
internal sealed class SnapshotAssembly : IEntrySink, IDisposable
{
    private readonly MalformedEntries _malformed;
    private readonly ReasonCounts _filteredValues = new();
    private readonly ReasonCounts _unknownSensorTypes = new();
    private readonly EntryFilter _filter;
    private readonly ReadingGroups _groups;

    public SnapshotAssembly(int averagingMinutes, Action<MalformedEntry>? onMalformed)
    {
        _filter = new EntryFilter(averagingMinutes, _filteredValues, _unknownSensorTypes);
        _groups = new ReadingGroups(_filteredValues);
        _malformed = new MalformedEntries(onMalformed);
    }

    /// <inheritdoc/>
    public long Entries { get; private set; }

    /// <inheritdoc/>
    public void Accept(EntryFields fields, ReadOnlySpan<byte> entry, long offset)
    {
        var index = Entries++;
        if (fields.Problem is null)
            _groups.Add(_filter.ToReading(fields, entry));
        else
            _malformed.Add(fields, entry, offset, index);
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
            if (ReadingFilter.ReasonAgainst(reading) is { } reason)
                filtered.Add(reason);
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
            Malformed = _malformed.Counts,
            Filtered = filtered,
            FilteredValues = _filteredValues,
            UnknownSensorTypes = _unknownSensorTypes,
            NoIndex = noIndex,
            Bytes = bytes,
            TrailingBytes = trailingBytes,
        };
    }
}
