using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>Which series a scan wants: those with a wanted measure name and the wanted dimension values.</summary>
internal sealed class SeriesFilter
{
    private readonly SeriesIndex _index;
    private readonly Series[] _all;
    private readonly HashSet<string>? _measureNames;
    private readonly List<(int Column, HashSet<string> Values)> _dimensions = [];

    /// <summary>Takes the filters of a scan.</summary>
    /// <param name="request">The scan.</param>
    /// <param name="columns">The table's columns.</param>
    /// <param name="index">The table's series.</param>
    /// <param name="all">The series by number, at least all of the snapshot.</param>
    public SeriesFilter(ScanRequest request, StoredColumn[] columns, SeriesIndex index, Series[] all)
    {
        (_index, _all) = (index, all);
        _measureNames = request.MeasureNames?.ToHashSet(StringComparer.Ordinal);
        foreach (var dimension in request.Dimensions)
        {
            int column = Array.FindIndex(columns, c => c.Role == ColumnRole.Dimension && c.Name == dimension.Name);
            _dimensions.Add((column, dimension.Values.ToHashSet(StringComparer.Ordinal)));
        }
    }

    /// <summary>The numbers of the wanted series, ascending; null where every series is wanted.</summary>
    public int[]? Select()
    {
        if (_dimensions.Count > 0)
            return SelectByDimension();
        return WantsEveryMeasureName() ? null : [.. Enumerable.Range(0, _all.Length).Where(id => _all[id] is { } series && Wants(series))];
    }

    /// <summary>Mostly a table has one measure name, and queries name it.</summary>
    private bool WantsEveryMeasureName() =>
        _measureNames is null || (_index.MeasureNames == 1 && _measureNames.Contains(_all[0].MeasureName));

    private int[] SelectByDimension()
    {
        int[]? fewest = null;
        foreach (var (column, values) in _dimensions)
        {
            int[] found = column < 0 ? [] : _index.WithDimension(column, _all, values);
            if (fewest is null || found.Length < fewest.Length)
                fewest = found;
        }

        // The index may know series that came after this scan's.
        return Array.FindAll(fewest!, id => id < _all.Length && _all[id] is { } series && Wants(series));
    }

    private bool Wants(Series series) =>
        (_measureNames is null || _measureNames.Contains(series.MeasureName))
        && _dimensions.TrueForAll(wanted => series.ValueOf(wanted.Column) is { } value && wanted.Values.Contains(value));
}
