namespace AirQuality.Core.Readings;

/// <summary>
/// A total order of the entries of one sensor and time, first the one that wins: the higher id, and between equal ids the content, so
/// that the merged reading never depends on the order in the feed. Two entries that compare equal are the same.
/// </summary>
internal sealed class EntryOrder : IComparer<EntryReading>
{
    public static readonly EntryOrder Instance = new();

    public int Compare(EntryReading x, EntryReading y)
    {
        var byId = y.EntryId.CompareTo(x.EntryId);
        if (byId != 0)
            return byId;

        Reading a = x.Reading, b = y.Reading;
        return First(
            Nullable.Compare(a.LocationId, b.LocationId),
            Nullable.Compare(a.Latitude, b.Latitude),
            Nullable.Compare(a.Longitude, b.Longitude),
            Nullable.Compare(a.Altitude, b.Altitude),
            string.CompareOrdinal(a.Country, b.Country),
            Nullable.Compare(a.Indoor, b.Indoor),
            Nullable.Compare(a.SensorTypeId, b.SensorTypeId),
            string.CompareOrdinal(a.SensorTypeName, b.SensorTypeName),
            string.CompareOrdinal(a.SensorTypeManufacturer, b.SensorTypeManufacturer),
            string.CompareOrdinal(a.SensorPin, b.SensorPin),
            Nullable.Compare(a.IndexPm10, b.IndexPm10),
            Nullable.Compare(a.IndexPm25, b.IndexPm25),
            CompareMeasurements(a.Measurements, b.Measurements));
    }

    private static int CompareMeasurements(IReadOnlyList<Measurement> a, IReadOnlyList<Measurement> b)
    {
        for (var i = 0; i < Math.Min(a.Count, b.Count); i++)
        {
            var difference = First(string.CompareOrdinal(a[i].ValueType, b[i].ValueType), a[i].Value.CompareTo(b[i].Value));
            if (difference != 0)
                return difference;
        }

        return a.Count.CompareTo(b.Count);
    }

    private static int First(params ReadOnlySpan<int> differences)
    {
        foreach (var difference in differences)
        {
            if (difference != 0)
                return difference;
        }

        return 0;
    }
}
