using AirQuality.Core.Feed;

namespace AirQuality.Core.Readings;

/// <summary>Makes one reading of all entries of a sensor and time.</summary>
internal static class ReadingMerger
{
    /// <summary>
    /// Merges in the order of <see cref="EntryOrder"/>: the sensor's and the place's particulars come whole from the first entry, each
    /// value from the first entry that has it.
    /// </summary>
    /// <param name="entries">At least one entry, in any order; sorted by the call.</param>
    /// <param name="filteredValues">Counts the values that lose against another entry's.</param>
    public static Reading Merge(List<EntryReading> entries, ReasonCounts filteredValues)
    {
        entries.Sort(EntryOrder.Instance);
        var winner = entries[0].Reading;
        var measurements = new List<Measurement>(winner.Measurements);
        foreach (var measurement in entries.Skip(1).SelectMany(entry => entry.Reading.Measurements))
        {
            if (measurements.Exists(kept => kept.ValueType == measurement.ValueType))
                filteredValues.Add(ValueFilter.DuplicateValue);
            else if (measurements.Count == EntryFilter.MaxValues)
                filteredValues.Add(ValueFilter.TooManyValues);
            else
                measurements.Add(measurement);
        }

        // A value and its index travel together: both come from the first entry that has them.
        return winner with
        {
            Measurements = measurements.ToArray(),
            IndexPm10 = entries.Select(entry => entry.Reading.IndexPm10).FirstOrDefault(index => index is not null),
            IndexPm25 = entries.Select(entry => entry.Reading.IndexPm25).FirstOrDefault(index => index is not null),
        };
    }
}
