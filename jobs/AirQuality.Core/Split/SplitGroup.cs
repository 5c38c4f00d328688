using System.Text.Json;
using AirQuality.Core.Feed;
using AirQuality.Core.Readings;
using AirQuality.Core.Records;

namespace AirQuality.Core.Split;

/// <summary>What the entries of one sensor and time became.</summary>
/// <param name="Filtered">Why the reading is not to be stored; null when it is.</param>
/// <param name="Record">Its row, when it is to be stored.</param>
/// <param name="Merged">How many entries joined the first.</param>
/// <param name="FilteredValues">Values left out, by reason.</param>
/// <param name="UnknownSensorTypes">Entries of sensor types that nobody listed yet, by the type's name.</param>
public sealed record GroupedReading(
    string? Filtered, AirRecord? Record, int Merged, IReadOnlyDictionary<string, long> FilteredValues, IReadOnlyDictionary<string, long> UnknownSensorTypes);

/// <summary>The last step of a split snapshot: one sensor and time, its judged values brought together again.</summary>
public static class SplitGroup
{
    /// <summary>Merges, filters, and makes the row: by the same rules as a snapshot that is read whole.</summary>
    /// <param name="sensorId">The sensor.</param>
    /// <param name="timeMs">The time, milliseconds since 1970-01-01 UTC.</param>
    /// <param name="averagingMinutes">Over how many minutes the values are means.</param>
    /// <param name="values">
    /// The judged values of all its entries, in any order, as a JSON array of
    /// <c>{"no","position","particulars","id","type","reason","value","index"}</c>, what is null left out.
    /// </param>
    public static GroupedReading Merge(long sensorId, long timeMs, int averagingMinutes, string values)
    {
        var filteredValues = new ReasonCounts();
        var unknownSensorTypes = new ReasonCounts();
        var filter = new EntryFilter(averagingMinutes, filteredValues, unknownSensorTypes);
        var entries = (JsonSerializer.Deserialize(values, SplitJson.Default.SplitValueArray) ?? [])
            .GroupBy(value => value.No)
            .OrderBy(entry => entry.Key)
            .Select(entry => ToReading(filter, sensorId, timeMs, [.. entry.OrderBy(value => value.Position)]))
            .ToList();
        var reading = entries.Count == 1 ? entries[0].Reading : ReadingMerger.Merge(entries, filteredValues);
        var reason = ReadingFilter.ReasonAgainst(reading);
        return new GroupedReading(
            reason, reason is null ? RecordBuilder.Build(reading) : null, entries.Count - 1, filteredValues, unknownSensorTypes);
    }

    private static EntryReading ToReading(EntryFilter filter, long sensorId, long timeMs, SplitValue[] values)
    {
        var particulars = JsonSerializer.Deserialize(values[0].Particulars!, SplitJson.Default.EntryParticulars)!;
        return filter.ToReading(particulars.ToFields(sensorId, timeMs), values.Where(value => value.Position >= 0));
    }
}
