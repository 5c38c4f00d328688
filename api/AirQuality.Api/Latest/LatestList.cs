using AirQuality.Api.Parameters;
using AirQuality.Api.Store;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Latest;

/// <summary>A page of the newest readings, filtered and sorted in memory.</summary>
/// <typeparam name="T">A sensor's reading, or a location's.</typeparam>
/// <param name="Results">This page.</param>
/// <param name="Found">How many there are in all pages.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record LatestList<T>(IReadOnlyList<T> Results, int Found, string? Next);

/// <summary>Makes pages of what a snapshot holds.</summary>
internal static class LatestLists
{
    /// <summary>The sensors that a request asks for.</summary>
    public static LatestList<StoredReading> OfSensors(StoreSnapshot seen, LatestRequest request)
    {
        var filter = request.Filter;
        var all = filter.LocationIds.Count == 0 ? seen.Readings : filter.LocationIds.SelectMany(seen.At);
        return PageOf(all.Where(reading => filter.TakesSensor(reading) && filter.Takes(reading)), reading => reading, reading => reading.SensorId, request);
    }

    /// <summary>The locations that a request asks for.</summary>
    public static LatestList<LocationReading> OfLocations(StoreSnapshot seen, LatestRequest request)
    {
        var filter = request.Filter;
        var locations = filter switch
        {
            { LocationIds.Count: 0, ChoosesSensors: false } => seen.Locations,
            { LocationIds.Count: 0 } => LocationReading.Merge(seen.Readings.Where(filter.TakesSensor)),
            _ => LocationReading.Merge(filter.LocationIds.SelectMany(seen.At).Where(filter.TakesSensor)),
        };
        return PageOf(locations.Where(location => filter.Takes(location.Reading)), location => location.Reading, location => location.LocationId, request);
    }

    private static LatestList<T> PageOf<T>(IEnumerable<T> wanted, Func<T, StoredReading> readingOf, Func<T, long> idOf, LatestRequest request)
    {
        var items = wanted.ToArray();
        var places = Array.ConvertAll(items, item => request.Sort.PlaceOf(readingOf(item), idOf(item)));
        Array.Sort(places, items, request.Sort);
        var begin = request.After is { } after ? FirstAfter(places, after, request.Sort) : 0;
        var end = Math.Min(items.Length, begin + request.Limit);
        var next = end < items.Length ? PageCursor.Write(request.Question, places[end - 1].ToKeys()) : null;
        return new(items[begin..end], items.Length, next);
    }

    // The place itself may be gone, or be taken by a newer reading.
    private static int FirstAfter(SortPlace[] places, SortPlace after, LatestSort sort)
    {
        var at = Array.BinarySearch(places, after, sort);
        return at >= 0 ? at + 1 : ~at;
    }
}
