using System.Collections.Concurrent;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>A dimension of a series.</summary>
/// <param name="Column">The dimension's column.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct SeriesDimension(int Column, string Value);

/// <summary>What all rows of a series share.</summary>
/// <param name="MeasureName">The measure name.</param>
/// <param name="Dimensions">The dimensions, in order of name.</param>
internal sealed record Series(string MeasureName, SeriesDimension[] Dimensions)
{
    /// <summary>The value in a dimension; null where there is none.</summary>
    public string? ValueOf(int column)
    {
        foreach (var dimension in Dimensions)
        {
            if (dimension.Column == column)
                return dimension.Value;
        }

        return null;
    }
}

/// <summary>A table's series: by key for the writer, by number for readers. A row is readable only after its series was added.</summary>
internal sealed class SeriesIndex
{
    private readonly Dictionary<byte[], int> _byKey = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly HashSet<string> _measureNames = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, DimensionIndex> _byDimension = [];
    private readonly TextCache _texts;
    private Series[] _byId = new Series[16];

    /// <summary>No series yet; <paramref name="texts"/> shares the strings of dimension values.</summary>
    public SeriesIndex(TextCache texts)
    {
        _texts = texts;
        _lookup = _byKey.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>How many series; the next one's number.</summary>
    public int Count => _byKey.Count;

    /// <summary>How many different measure names.</summary>
    public int MeasureNames => _measureNames.Count;

    /// <summary>The series by number; entries past those added are null. Taken anew, it has every series of the rows seen so far.</summary>
    public Series[] ById => Volatile.Read(ref _byId);

    /// <summary>The numbers of the series among some that have one of some values in a dimension, ascending.</summary>
    /// <param name="column">The dimension's column.</param>
    /// <param name="series">What <see cref="ById"/> gave; may lack the newest.</param>
    /// <param name="values">The values.</param>
    public int[] WithDimension(int column, Series[] series, IEnumerable<string> values) =>
        _byDimension.GetOrAdd(column, static key => new DimensionIndex(key)).Find(series, values);

    /// <summary>The number of the series with a key, or -1. For the writer alone.</summary>
    public int Find(ReadOnlySpan<byte> key) => _lookup.TryGetValue(key, out int id) ? id : -1;

    /// <summary>Whether any series has a measure name. For the writer alone.</summary>
    public bool HasMeasureName(ReadOnlySpan<byte> name) => _measureNames.Contains(_texts.Get(name));

    /// <summary>Adds a series under the next number.</summary>
    public void Add(ReadOnlySpan<byte> key)
    {
        int id = _byKey.Count;
        var series = Decode(key);
        if (id == _byId.Length)
        {
            var larger = new Series[id * 2];
            _byId.CopyTo(larger, 0);
            larger[id] = series;
            Volatile.Write(ref _byId, larger);
        }
        else
        {
            Volatile.Write(ref _byId[id], series);
        }

        _byKey.Add(key.ToArray(), id);
        _measureNames.Add(series.MeasureName);
    }

    /// <summary>A key is the measure name, then each dimension's column and value in order of the dimensions' names.</summary>
    private Series Decode(ReadOnlySpan<byte> key)
    {
        var reader = new RowReader(key);
        string measureName = _texts.Get(reader.Text());
        List<SeriesDimension> dimensions = [];
        while (reader.Next())
            dimensions.Add(new(reader.Column, _texts.Get(reader.Utf8)));
        return new(measureName, [.. dimensions]);
    }
}
