using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>Which series a scan wants: those with a wanted measure name and the wanted dimension values.</summary>
internal sealed class SeriesFilter
{
    private readonly HashSet<string>? _measureNames;
    private readonly List<(int Column, HashSet<string> Values)> _dimensions = [];
    private readonly bool _nothing;

    /// <summary>Takes the filters of a scan; <paramref name="columns"/> are the table's.</summary>
    public SeriesFilter(ScanRequest request, StoredColumn[] columns)
    {
        _measureNames = request.MeasureNames?.ToHashSet(StringComparer.Ordinal);
        foreach (var dimension in request.Dimensions)
        {
            int column = Array.FindIndex(columns, c => c.Role == ColumnRole.Dimension && c.Name == dimension.Name);
            _nothing |= column < 0;
            _dimensions.Add((column, dimension.Values.ToHashSet(StringComparer.Ordinal)));
        }
    }

    /// <summary>Whether every series is wanted.</summary>
    public bool TakesAll => _measureNames is null && _dimensions.Count == 0;

    /// <summary>Whether a series is wanted.</summary>
    public bool Wants(Series series) =>
        !_nothing
        && (_measureNames is null || _measureNames.Contains(series.MeasureName))
        && _dimensions.TrueForAll(wanted => Has(series, wanted.Column, wanted.Values));

    private static bool Has(Series series, int column, HashSet<string> values)
    {
        foreach (var dimension in series.Dimensions)
        {
            if (dimension.Column == column)
                return values.Contains(dimension.Value);
        }

        return false;
    }
}
