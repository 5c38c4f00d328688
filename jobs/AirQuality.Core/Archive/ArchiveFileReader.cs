using System.Buffers.Text;
using System.Runtime.InteropServices;
using AirQuality.Core.Feed;
using AirQuality.Core.Index;
using AirQuality.Core.Readings;

namespace AirQuality.Core.Archive;

/// <summary>
/// Reads the rows of a day's file, judges them by the feed's rules and puts them in order of time: files come out of order. Used again
/// for the next file, so that a year of them allocates little.
/// </summary>
internal sealed class ArchiveFileReader
{
    private const long DayMs = 86_400_000;

    private readonly Utf8Interner<SensorType> _sensorTypes = new(SensorTypes.Find);
    private readonly List<ArchiveRow> _rows = [];
    private readonly List<ArchiveValue> _values = [];
    private byte[] _headerLine = [];
    private ArchiveHeader? _header;

    /// <summary>The rows with values, by time.</summary>
    public ReadOnlySpan<ArchiveRow> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>The values of a row.</summary>
    public ReadOnlySpan<ArchiveValue> ValuesOf(in ArchiveRow row) =>
        CollectionsMarshal.AsSpan(_values).Slice(row.FirstValue, row.ValueCount);

    /// <summary>Forgets the last file.</summary>
    public void Clear()
    {
        _rows.Clear();
        _values.Clear();
    }

    /// <summary>Reads a file.</summary>
    /// <param name="sensorId">Whose it is; a row of another sensor is refused.</param>
    /// <param name="dayMs">The start of its day, milliseconds since 1970-01-01 UTC; a row of another day is refused.</param>
    /// <param name="file">Its bytes, plain or gzipped.</param>
    /// <param name="counts">Takes what became of the rows.</param>
    /// <returns>What is wrong with the file as a whole; null when it was read.</returns>
    public string? Read(long sensorId, long dayMs, ReadOnlyMemory<byte> file, ArchiveRowCounts counts)
    {
        Clear();
        if (ArchivePacking.TryUnpack(file, out var unpacked) is { } damage)
            return damage;

        var content = unpacked.Span;
        var header = HeaderOf(NextLine(ref content));
        if (header.IsForeign)
            return ArchiveDamage.ForeignHeader;
        if (header.Values.Count == 0)
            return ArchiveDamage.NoValueColumns;

        while (!content.IsEmpty)
        {
            var line = NextLine(ref content);
            if (line.IsEmpty)
                continue;
            counts.Rows++;
            if (ReadRow(header, line, sensorId, dayMs, counts) is { } reason)
                counts.Malformed.Add(reason);
        }

        _rows.Sort((left, right) => left.TimeMs != right.TimeMs ? left.TimeMs.CompareTo(right.TimeMs) : left.Place.CompareTo(right.Place));
        return null;
    }

    private string? ReadRow(ArchiveHeader header, ReadOnlySpan<byte> line, long sensorId, long dayMs, ArchiveRowCounts counts)
    {
        Span<Range> cells = stackalloc Range[ArchiveHeader.MaxColumns];
        if (Split(line, cells) != header.ColumnCount)
            return ArchiveDamage.WrongColumnCount;
        if (!TryReadId(line[cells[header.SensorId]], out var id) || id != sensorId)
            return ArchiveDamage.OtherSensor;
        if (!FeedTime.TryParse(line[cells[header.Timestamp]], out var timeMs))
            return ArchiveDamage.BadTimestamp;
        if (timeMs < dayMs || timeMs >= dayMs + DayMs)
            return ArchiveDamage.OtherDay;
        if (!_sensorTypes.TryGet(line[cells[header.SensorType]], out var type) || type!.Name.Length == 0)
            return ArchiveDamage.BadSensorType;
        if (!TryReadDegrees(line[cells[header.Latitude]], out var latitude) || !TryReadDegrees(line[cells[header.Longitude]], out var longitude))
            return ArchiveDamage.BadCoordinates;

        var location = TryReadId(line[cells[header.Location]], out var number) ? number : (long?)null;
        var first = _values.Count;
        foreach (var (column, quantity) in header.Values)
            ReadValue(quantity, type, line[cells[column]], counts);
        if (_values.Count > first)
            _rows.Add(new ArchiveRow(timeMs, PlaceOf(location, latitude, longitude, type, counts), first, _values.Count - first));
        else
            counts.WithoutValues++;
        return null;
    }

    // An empty cell is no value: the header has columns that a type never fills.
    private void ReadValue(Quantity quantity, SensorType type, ReadOnlySpan<byte> text, ArchiveRowCounts counts)
    {
        if (text.IsEmpty)
            return;
        if (ValueFilter.ReasonAgainst(quantity, type, text, out var number, out _) is { } reason)
            counts.FilteredValues.Add(reason);
        else
            _values.Add(new ArchiveValue(quantity, ExactDecimal.Of(number)));
    }

    private static ArchivePlace PlaceOf(long? location, double latitude, double longitude, SensorType type, ArchiveRowCounts counts)
    {
        if (ValueFilter.IsPosition(latitude, longitude))
            return new ArchivePlace(location, latitude, longitude, type);
        if (!double.IsNaN(latitude) || !double.IsNaN(longitude))
            counts.FilteredValues.Add(ValueFilter.BadCoordinates);
        return new ArchivePlace(location, double.NaN, double.NaN, type);
    }

    private ArchiveHeader HeaderOf(ReadOnlySpan<byte> line)
    {
        if (_header is null || !line.SequenceEqual(_headerLine))
            (_header, _headerLine) = (ArchiveHeader.Read(line), line.ToArray());
        return _header;
    }

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> content)
    {
        var end = content.IndexOf((byte)'\n');
        var line = end < 0 ? content : content[..end];
        content = end < 0 ? default : content[(end + 1)..];
        return line.TrimEnd("\r"u8);
    }

    // How many cells there are; only as many are kept as there is room for.
    private static int Split(ReadOnlySpan<byte> line, Span<Range> cells)
    {
        var count = 0;
        foreach (var cell in line.Split((byte)';'))
        {
            if (count < cells.Length)
                cells[count] = cell;
            count++;
        }

        return count;
    }

    private static bool TryReadId(ReadOnlySpan<byte> text, out long id) =>
        Utf8Parser.TryParse(text, out id, out var used) && used == text.Length && id > 0;

    // NaN for an empty cell; false for text that is no number.
    private static bool TryReadDegrees(ReadOnlySpan<byte> text, out double degrees)
    {
        var status = DecimalText.TryParse(text, out var number);
        degrees = status == DecimalStatus.Number ? number.ToDouble() : double.NaN;
        return status is DecimalStatus.Number or DecimalStatus.Empty;
    }
}
