namespace AirQuality.TimestreamLocal.Storage;

/// <summary>
/// Which series have a value in one dimension. It grows when it is asked, by the series that came since: dimensions that nobody filters by
/// cost nothing, and writes never pay for it.
/// </summary>
/// <param name="column">The dimension's column.</param>
internal sealed class DimensionIndex(int column)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<int>> _byValue = new(StringComparer.Ordinal);
    private int _indexed;

    /// <summary>The numbers of the series with one of some values, ascending.</summary>
    /// <param name="series">All series by number, with null entries behind the last, taken later than any before.</param>
    /// <param name="values">The values.</param>
    public int[] Find(Series[] series, IEnumerable<string> values)
    {
        lock (_lock)
        {
            for (; _indexed < series.Length && series[_indexed] is { } next; _indexed++)
                Add(next);
            List<int> found = [];
            foreach (string value in values)
                found.AddRange(_byValue.GetValueOrDefault(value, []));
            found.Sort();
            return [.. found];
        }
    }

    private void Add(Series series)
    {
        if (series.ValueOf(column) is not { } value)
            return;
        if (!_byValue.TryGetValue(value, out var ids))
            _byValue[value] = ids = [];
        ids.Add(_indexed);
    }
}
