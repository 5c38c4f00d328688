using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Store;

/// <summary>Keeps the newest reading of each sensor.</summary>
internal static class NewestBySensor
{
    /// <summary>What is known with what was read since.</summary>
    /// <param name="known">By rising sensor id, each once.</param>
    /// <param name="read">The same; wins unless it is older.</param>
    public static IReadOnlyList<StoredReading> Merge(IReadOnlyList<StoredReading> known, IReadOnlyList<StoredReading> read)
    {
        var merged = new List<StoredReading>(known.Count + 16);
        var next = 0;
        foreach (var reading in known)
        {
            while (next < read.Count && read[next].SensorId < reading.SensorId)
                merged.Add(read[next++]);
            var same = next < read.Count && read[next].SensorId == reading.SensorId ? read[next++] : null;
            merged.Add(same is not null && same.TimeMs >= reading.TimeMs ? same : reading);
        }
        for (; next < read.Count; next++)
            merged.Add(read[next]);
        return merged;
    }
}
