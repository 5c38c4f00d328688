using System.Text;
using AirQuality.Core.Readings;

namespace AirQuality.Core.Archive;

/// <summary>Where a file has its columns. Their order and their number depend on the sensor's type and the year, so they are found by name.</summary>
internal sealed class ArchiveHeader
{
    /// <summary>No exporter wrote half as many.</summary>
    public const int MaxColumns = 64;

    private ArchiveHeader(string[] names)
    {
        ColumnCount = names.Length;
        SensorId = Array.IndexOf(names, "sensor_id");
        SensorType = Array.IndexOf(names, "sensor_type");
        Location = Array.IndexOf(names, "location");
        Latitude = Array.IndexOf(names, "lat");
        Longitude = Array.IndexOf(names, "lon");
        Timestamp = Array.IndexOf(names, "timestamp");
        int[] particulars = [SensorId, SensorType, Location, Latitude, Longitude, Timestamp];
        Values = [.. names.Index()
            .Where(column => column.Item.Length > 0 && !particulars.Contains(column.Index))
            .Select(column => (column.Index, Quantities.Find(column.Item)))];
        IsForeign = particulars.Contains(-1) || names.Length > MaxColumns;
    }

    public int ColumnCount { get; }

    public int SensorId { get; }

    public int SensorType { get; }

    public int Location { get; }

    public int Latitude { get; }

    public int Longitude { get; }

    public int Timestamp { get; }

    /// <summary>The columns that hold values, and what of.</summary>
    public IReadOnlyList<(int Column, Quantity Quantity)> Values { get; }

    /// <summary>Whether a column is missing that every archive file has.</summary>
    public bool IsForeign { get; }

    /// <summary>Reads a file's first line.</summary>
    public static ArchiveHeader Read(ReadOnlySpan<byte> line) =>
        new([.. Encoding.UTF8.GetString(line).TrimStart('\uFEFF').Split(';').Select(name => name.Trim())]);
}
