using AirQuality.TimestreamLocal.Catalog;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>A table as it lies in memory: what it is, its columns and its series.</summary>
/// <param name="id">Its number in the file, never used again.</param>
/// <param name="info">What DescribeTable shows.</param>
/// <param name="texts">Shares strings between tables.</param>
internal sealed class StoredTable(long id, TableInfo info, TextCache texts)
{
    private volatile TableInfo _info = info;

    /// <summary>Its number in the file.</summary>
    public long Id { get; } = id;

    /// <summary>What DescribeTable shows; replaced as a whole by UpdateTable.</summary>
    public TableInfo Info { get => _info; set => _info = value; }

    /// <summary>Its columns.</summary>
    public ColumnSet Columns { get; } = new(info.Database, info.Name);

    /// <summary>Its series.</summary>
    public SeriesIndex Series { get; } = new(texts);

    /// <summary>What the writer knows of its series' rows.</summary>
    public SeriesActivity Activity { get; } = new();
}
